import type { SampleNote } from "./sample-note.model.ts";

/** The record as a whole: where to begin, what it is about, how it should sound, who does what. */
export const ALBUM: readonly SampleNote[] = [
  {
    name: "Start here",
    folder: "",
    tags: ["album"],
    age: 0,
    favorite: true,
    content: `This is a sample workspace: the notes of a small band, **Salt Lantern**, while they make their second record. Look around, change things, break them. One action in Settings removes all of it again.

## Three things to try

- [ ] Press **Ctrl K** (or **Cmd K**) and type \`chorus\`. It turns up in lyrics, in session logs and in the mix.
- [ ] Open [[Harbour Lights]] and look at its backlinks: everything that was ever said about that song.
- [ ] Write \`[[\` anywhere and begin to type. The note you mean is probably the first one offered.

## The way in

| If you want … | open |
| --- | --- |
| the whole picture | [[The album]] |
| what it is about | [[Why a ferry]] |
| the song everyone argues about | [[Harbour Lights]] |
| the days in the studio | [[Session 1 – The boathouse]] |
| what is left to do | [[Release plan]] |

Everything here lives in one file on this device. Nothing was sent anywhere.
`,
  },
  {
    name: "The album",
    folder: "Album",
    tags: ["album", "planning"],
    aliases: ["Night Crossing", "LP2"],
    age: 1,
    favorite: true,
    content: `**Night Crossing**, seven songs, thirty-one minutes. One journey from dusk to the first light on the other side. The idea is told in [[Why a ferry]], the sound in [[Sound palette]].

## Running order

| # | Song | Key | Tempo | State |
| --- | --- | --- | --- | --- |
| 1 | [[Low Bridge]] | D minor | 72 | mixed |
| 2 | [[Harbour Lights]] | A major | 104 | mix 4, see [[Mix notes – Harbour Lights]] |
| 3 | [[Paper Boats]] | G major | 96 | mixed |
| 4 | [[Slow Tide]] | E minor | 63 | strings to be edited |
| 5 | [[海の灯]] | – | free | done |
| 6 | [[Signal Fire]] | B minor | 128 | vocals missing |
| 7 | [[Night Ferry]] | D major | 84 | mixed |

Two more are in the drawer: *Ballast* and *Last Bus*. They come back only if [[Signal Fire]] falls.

## Side A, side B

Side A ends with [[Slow Tide]], because nobody wants to get up and turn the record after [[Paper Boats]]. Side B begins with the quietest minute of the whole thing. See [[Session 4 – Strings]] for why that works.
`,
  },
  {
    name: "Why a ferry",
    folder: "Album",
    tags: ["album", "idea"],
    age: 96,
    content: `It began with a missed boat. Four of us on a pier at eleven at night, the last ferry a row of lights that got smaller, and nothing to do until six in the morning but talk.

What stayed was not the waiting but the light: how every lamp on the water is two lamps, and how you can tell the near ones from the far ones only because the near ones move.

So the rule for the words: **everything is seen from the deck**. No aerial views, no wise narrator. If the singer could not see it from the railing, it does not go in. (The list of what we did see is in [[Words we keep]].)

And the rule for the music: it has to *travel*. A song may end in another key, another tempo, another mood than it began; it may not end where it started. The only exception is the chorus of [[Harbour Lights]], which is the harbour.
`,
  },
  {
    name: "Sound palette",
    folder: "Album",
    tags: ["album", "sound"],
    age: 80,
    content: `What the record is made of, so that nobody brings a saxophone.

- **Felt piano**, close, with the noise of the pedals left in
- **Nylon guitar** instead of steel wherever a chord is held longer than a bar
- **Brushes** on everything slower than 80
- one **pump organ**, recorded once for a whole afternoon ([[Session 1 – The boathouse]]) and used as the sea
- **three violas and a cello**, never violins: see [[Session 4 – Strings]]

## Not on this record

Reverse cymbals. Vocal doubles in a verse. Any reverb longer than the bar it stands in, except on [[海の灯]].

> The chorus may be wide. The verse is a person at a railing; nobody at a railing is three metres wide.
> — the mix engineer, after hearing the first rough of [[Harbour Lights]]

Delay times for every tempo are in [[Delay times]].
`,
  },
  {
    name: "The band",
    folder: "People",
    tags: ["people"],
    aliases: ["Salt Lantern", "Who does what"],
    age: 120,
    content: `Salt Lantern are four people and two friends who know more than we do.

| Role | Plays | Answers for |
| --- | --- | --- |
| The singer | voice, felt piano | words, [[Words we keep]] |
| The guitarist | nylon and steel guitar | arrangements, [[Sound palette]] |
| The bassist | bass, pump organ | money, [[Budget]] |
| The drummer | drums, brushes, kitchen things | the calendar, [[Release plan]] |
| The producer | – | saying no |
| The mix engineer | – | [[Mix notes – Harbour Lights]] and all that follows |

**How we decide.** Whoever wrote the part may veto; whoever did not may ask twice. The producer breaks a tie, and has done so exactly once, about the second chorus of [[Paper Boats]].
`,
  },
];
