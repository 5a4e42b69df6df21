import type { SampleNote } from "./sample-note.model.ts";

/** Days of recording and nights of mixing. */
export const STUDIO: readonly SampleNote[] = [
  {
    name: "Session 1 – The boathouse",
    folder: "Sessions",
    tags: ["session", "recording"],
    aliases: ["Boathouse"],
    age: 62,
    status: "done",
    event: { day: -62, hour: 10, hours: 7 },
    place: { name: "The boathouse, Lillesand", latitude: 58.249, longitude: 8.378 },
    content: `**Where:** a boathouse with a pump organ nobody has played since it was put there. **Who:** all of [[The band|us]], two microphones, one freezer.

| Time | What | Keep? |
| --- | --- | --- |
| 10:20 | organ, takes 1–2 | no, pedals too loud |
| 11:05 | organ, take 3 | **yes**, with gull → [[Low Bridge]] |
| 13:00 | soup | yes |
| 14:30 | organ, one chord for twenty minutes | yes → the sea, see [[Sound palette]] |
| 16:10 | freezer switches itself on (minute 41) | we laughed, then we kept it → [[Night Ferry]] |

**Learned:** the room is in tune with D. Everything in D sounded as if somebody had been expecting it. The running order in [[The album]] begins and ends there now.
`,
  },
  {
    name: "Session 2 – Drums and bass",
    folder: "Sessions",
    tags: ["session", "recording"],
    age: 51,
    status: "done",
    event: { day: -52, hour: 10, hours: 31 },
    place: { name: "The studio, Aalborg", latitude: 57.049, longitude: 9.922 },
    content: `Two days, seven songs, one broken snare stand.

- [[Paper Boats]]: clap track in the stairwell, all four of us on three different steps
- [[Harbour Lights]]: drums stop for the last chorus. Tried as a joke, kept at once
- [[Signal Fire]]: perfect take, wrong song. The groove is so good that the chorus has nowhere to go
- [[Slow Tide]]: no drums. The drummer played brushes on the organ bench and we left it in

**Click or no click?** Click for everything above 90, none below. Tempi as written in [[Delay times]].

- [x] send rough mixes to the mix engineer
- [x] new snare stand ([[Budget]])
`,
  },
  {
    name: "Session 3 – Voices",
    folder: "Sessions",
    tags: ["session", "recording", "vocals"],
    age: 33,
    status: "done",
    event: { day: -33, hour: 19, hours: 4 },
    place: { name: "The studio, Aalborg", latitude: 57.049, longitude: 9.922 },
    content: `One room, one microphone, the lights off because of the words.

**[[Harbour Lights]].** Both versions of the chorus, six takes each. On the upbeat it is a story; on the one it is a place. We need the place. Take 4 of the second version, with the breath before "*you shake*" left in: that breath is the best thing we recorded this year.

**[[Slow Tide]].** Sitting down. First take. Nobody said anything for a while.

**[[Night Ferry]].** Group vocals in the last chorus, everybody including the producer, who asks that this not be written down.

**[[Signal Fire]].** Not today.
`,
  },
  {
    name: "Session 4 – Strings",
    folder: "Sessions",
    tags: ["session", "recording", "strings"],
    age: 18,
    status: "done",
    event: { day: -18, hour: 12, hours: 4 },
    place: { name: "The chapel, Göteborg", latitude: 57.709, longitude: 11.975 },
    content: `Three violas and a cello, four hours, sixteen pages of parts and one sentence of direction: *play it as if you were trying not to wake somebody.*

| Song | Bars | Takes | Note |
| --- | --- | --- | --- |
| [[Slow Tide]] | 17–24, 33–36 | 5 | they are the chorus now |
| [[Harbour Lights]] | second chorus | 2 | one octave down from the part, better |
| [[Night Ferry]] | one bar | 1 | a memory of bar 17, from far away |

To do before the mix:

- [ ] edit the breaths in [[Slow Tide]], but not all of them
- [x] back up the session to two places
- [ ] thank the cellist properly
`,
  },
  {
    name: "Mix notes – Harbour Lights",
    folder: "Mix",
    tags: ["mix", "single"],
    age: 2,
    status: "in progress",
    due: 1,
    content: `For [[Harbour Lights]]. Newest first.

## Mix 4
- The chorus opens because the verse is narrow, not because the chorus is loud. Verse: everything inside 30 %. Chorus: guitars to the walls. **Keep.**
- Violas in chorus 2 are 1 dB too shy
- Breath before "you shake": up, not down!

## Mix 3
- Vocal delay changed from a quarter to a dotted eighth (433 ms, see [[Delay times]]). The chorus walks now
- Kick and bass fight at 80 Hz; bass wins in the verse, kick in the chorus

## Mix 2
- Too much of everything. Compared with [[Listening list]] and went for a walk

- [x] dotted eighth
- [x] side-chain the organ to the voice
- [ ] print a version without the voice for [[Release plan|the release]]
`,
  },
  {
    name: "Mix notes – Slow Tide",
    folder: "Mix",
    tags: ["mix", "strings"],
    age: 11,
    status: "waiting",
    due: 5,
    content: `For [[Slow Tide]].

- Start from silence: all faders down, the voice first, then only what the voice asks for
- Organ at −24. You should notice it when it stops
- The violas are the chorus. Treat them like a singer: one compressor, slow, 2 dB
- No reverb on the voice at all. The room of [[Session 3 – Voices]] is enough

Question for [[The band]]: may the plate on the table (bar 12) be a real plate? *Answer, unanimously: yes.*
`,
  },
  {
    name: "Delay times",
    folder: "Mix",
    tags: ["mix", "reference"],
    age: 57,
    content: `Milliseconds for the tempi of [[The album]].

| Song | Tempo | 1/4 | 1/8 dotted | 1/8 |
| --- | --- | --- | --- | --- |
| [[Slow Tide]] | 63 | 952 | 714 | 476 |
| [[Low Bridge]] | 72 | 833 | 625 | 417 |
| [[Night Ferry]] | 84 | 714 | 536 | 357 |
| [[Paper Boats]] | 96 | 625 | 469 | 313 |
| [[Harbour Lights]] | 104 | 577 | 433 | 288 |
| [[Signal Fire]] | 128 | 469 | 352 | 234 |

So that nobody has to do this by hand again:

\`\`\`js
const quarter = (bpm) => 60_000 / bpm;

for (const bpm of [63, 72, 84, 96, 104, 128]) {
  const ms = quarter(bpm);
  console.log(bpm, Math.round(ms), Math.round(ms * 0.75), Math.round(ms / 2));
}
\`\`\`
`,
  },
  {
    name: "Listening list",
    folder: "Mix",
    tags: ["mix", "reference"],
    age: 64,
    content: `Not other people's songs. Places. We sat in each for ten minutes with our eyes closed and wrote down what was near and what was far.

1. **The upper deck at night.** Near: rope, cloth, breath. Far: the engine, which is also everywhere. → the balance of [[Night Ferry]]
2. **Under the railway bridge.** One clap, four answers. → [[Low Bridge]], and the claps of [[Paper Boats]]
3. **The fish hall at five in the morning.** Everybody shouts and it is never too loud, because nobody shouts at the same pitch. → how to build a chorus
4. **A kitchen with the radio on next door.** → [[Harbour Lights]], verse 1

What they share: the loudest thing is never the nearest. That is written over the desk now, and in [[Sound palette]] in other words.
`,
  },
];
