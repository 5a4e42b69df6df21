import type { SampleNote } from "./sample-note.model.ts";

/** One page for each song: what it is, how it is built, what is still wrong with it. */
export const SONGS: readonly SampleNote[] = [
  {
    name: "Low Bridge",
    folder: "Songs",
    tags: ["song"],
    age: 70,
    status: "done",
    done: -9,
    content: `The opener. D minor, 72, brushes. You duck under a bridge and you are out of the town.

**Form.** Intro (organ alone) – verse – verse – a chorus that is hummed, because there is nothing to say yet – out.

The organ is take 3 of [[Session 1 – The boathouse]], untouched, the gull included. The last chord is a question; [[Harbour Lights]] answers it two seconds later, and those two seconds are part of the song. Do not let anyone tighten them in mastering.
`,
  },
  {
    name: "Harbour Lights",
    folder: "Songs",
    tags: ["song", "single"],
    aliases: ["HL", "The single"],
    age: 3,
    favorite: true,
    status: "in progress",
    priority: 3,
    due: 3,
    content: `The single, if there is one. A major, 104. Written in an hour, argued about for five months.

## Form

| Section | Bars | What happens |
| --- | --- | --- |
| Intro | 4 | nylon guitar, left alone |
| Verse 1 | 16 | voice and bass |
| Chorus | 8 | everyone, wide |
| Verse 2 | 12 | four bars shorter than you expect |
| Chorus | 8 | as before, plus violas |
| Bridge | 8 | E, the only time we leave A |
| Chorus | 16 | twice, second time without drums |

## The argument

Does the **chorus** begin on the upbeat ("*and* the harbour lights") or on the one ("*harbour* lights")? [[Harbour Lights – lyrics, draft 1]] has the first, [[Harbour Lights – lyrics, draft 3]] the second. We recorded both in [[Session 3 – Voices]] and chose on the ferry home, with headphones, by a show of hands.

## Still open

- [x] choose the chorus
- [x] re-record bass in verse 2
- [ ] the bridge is a little too proud of itself
- [ ] final mix: [[Mix notes – Harbour Lights]]
`,
  },
  {
    name: "Paper Boats",
    folder: "Songs",
    tags: ["song"],
    age: 44,
    status: "done",
    done: -14,
    content: `G major, 96. The one children like. Every verse folds the same melody once more: eight notes, then six, then four, until in the last one the singer has to get across on three.

The second chorus was cut, put back, cut, and put back by the producer ([[The band]] explains how that can happen). It stays. Without it the song is clever; with it, it is kind.

- Handclaps: recorded in the stairwell, see [[Session 2 – Drums and bass]]
- Ends in B minor, which is where [[Slow Tide]] is waiting
`,
  },
  {
    name: "Slow Tide",
    folder: "Songs",
    tags: ["song", "strings"],
    age: 12,
    status: "in progress",
    due: 6,
    content: `E minor, 63, and it must feel slower. The middle of the crossing: no lights before, none behind.

There is **no chorus**. Every time one is due, the violas come instead ([[Session 4 – Strings]]). The listener is meant to miss it. If somebody asks where the chorus is, the song works.

Words: [[Slow Tide – lyrics]]. Mix: [[Mix notes – Slow Tide]].

\`\`\`text
bar   1        9        17       25       33
voice ████████ ████████ ········ ████████ ····
viola ········ ···█████ ████████ ···█████ ████
organ ████████████████████████████████████████
\`\`\`
`,
  },
  {
    name: "海の灯",
    folder: "Songs",
    tags: ["song", "interlude"],
    aliases: ["Umi no hi", "Sea light"],
    age: 30,
    status: "done",
    done: -30,
    content: `*Umi no hi*, a light on the sea. Ninety seconds, no tempo, no words but these, spoken by the bassist's grandmother on the telephone and kept with her permission:

> 海の灯は、近いものほどよく揺れる。
> The lights on the sea: the nearer they are, the more they sway.

It is the same thought as in [[Why a ferry]], thirty years older. Recorded once, on a telephone, and not to be improved.

It opens side B. The pump organ of [[Low Bridge]] comes back underneath, an octave lower and half as fast.
`,
  },
  {
    name: "Signal Fire",
    folder: "Songs",
    tags: ["song", "problem"],
    age: 9,
    status: "waiting",
    priority: 3,
    due: -2,
    content: `B minor, 128. The fast one, and the problem child.

**What is wrong:** the verse is better than the chorus. Three choruses have been tried.

1. The shouted one. Exciting for a week.
2. The one with the borrowed chord. The drummer calls it "the musical".
3. The verse melody an octave higher. Probably right, but nobody can sing it twice in a row.

**Deadline:** vocals by the end of the month or *Ballast* takes its place ([[The album]], [[Release plan]]). An idea worth an hour is in [[Things to try]]: let the chorus be the one place where everybody stops playing.
`,
  },
  {
    name: "Night Ferry",
    folder: "Songs",
    tags: ["song"],
    aliases: ["The closer"],
    age: 25,
    status: "done",
    done: -6,
    content: `The closer. D major, 84: the key of [[Low Bridge]] with the lamp switched on.

Everything that was on the record passes once more, far away: the claps of [[Paper Boats]], one bar of the violas of [[Slow Tide]], and in the last chorus, if you know where to listen, the two notes of [[Harbour Lights]] on the felt piano.

**The ending.** No fade. The engine stops; you hear that it was there all the time. (That is the boathouse freezer, [[Session 1 – The boathouse]], minute 41.)
`,
  },
];
