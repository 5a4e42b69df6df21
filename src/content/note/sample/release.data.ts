import type { SampleNote } from "./sample-note.model.ts";

/** Everything that has to happen before somebody else can hear it. */
export const RELEASE: readonly SampleNote[] = [
  {
    name: "Release plan",
    folder: "Release",
    tags: ["release", "planning"],
    age: 1,
    favorite: true,
    content: `Counted backwards from the day. Owner in brackets, as in [[The band]].

## Twelve weeks before
- [x] running order fixed: [[The album]] (all)
- [x] strings recorded: [[Session 4 – Strings]] (guitarist)
- [ ] vocals for [[Signal Fire]], or the decision against it (singer)

## Eight weeks before
- [ ] all mixes approved, the single first: [[Mix notes – Harbour Lights]] (mix engineer)
- [ ] mastering booked; *the two seconds after [[Low Bridge]] stay* (producer)
- [ ] sleeve to the printer: [[Artwork brief]] (drummer)

## Four weeks before
- [ ] [[Harbour Lights]] out as a single
- [ ] [[Press text]] to everyone who was kind last time
- [ ] rehearse the [[Live set]] – that note does not exist yet; click it to write it

## The day
- [ ] breakfast together
- [ ] take the ferry
`,
  },
  {
    name: "Artwork brief",
    folder: "Release",
    tags: ["release", "artwork"],
    age: 20,
    status: "in progress",
    due: 8,
    content: `For whoever makes the sleeve of [[The album|Night Crossing]].

**Front.** Dark water from edge to edge. One lamp and its reflection; the reflection is larger than the lamp. No type on the front at all.

**Back.** The running order set like a timetable: song, departure, arrival. *Low Bridge 0:00–3:41. Harbour Lights 3:43–7:20.* Yes, with the two seconds.

**Inside.** The page of [[Words we keep]], photographed, crossings-out and coffee included.

| Colour | Where it comes from |
| --- | --- |
| almost black | the water |
| sodium yellow | the lamp |
| cold white | the first light in [[Night Ferry]] |

**Please not:** anchors, gulls, compass roses, a boat.
`,
  },
  {
    name: "Press text",
    folder: "Release",
    tags: ["release", "draft"],
    age: 6,
    status: "in progress",
    due: 0,
    content: `> Second draft. Shorter every time; the goal is a postcard.

*Night Crossing* is the second record by [[The band|Salt Lantern]]: seven songs between a harbour and another one. It was written on a pier after the last ferry had gone, recorded in a boathouse with an organ that was tuned to the building, and mixed with the rule that the loudest thing may never be the nearest.

Its single, [[Harbour Lights]], has a chorus about lamps. Its longest song, [[Slow Tide]], has no chorus at all, and you will miss it.

- [x] no adjectives in front of "journey"
- [ ] a sentence about [[海の灯]] that does not explain it
- [ ] read it aloud to somebody who does not like us
`,
  },
  {
    name: "Budget",
    folder: "Release",
    tags: ["release", "money"],
    age: 15,
    due: -1,
    content: `Kept by the bassist. Everything in the currency of the country we are in.

| What | Planned | Spent |
| --- | ---: | ---: |
| Boathouse, two days ([[Session 1 – The boathouse]]) | 300 | 240 |
| Studio, four days | 1,600 | 1,600 |
| Strings ([[Session 4 – Strings]]) | 900 | 960 |
| Mixing | 1,400 | 700 |
| Mastering | 600 | 0 |
| Pressing, 300 copies | 2,700 | 0 |
| Snare stand | 0 | 45 |
| Soup | 0 | 61 |
| **Sum** | **7,500** | **3,606** |

We are on course. The soup was worth it.
`,
  },
  {
    name: "Things to try",
    folder: "Ideas",
    tags: ["idea"],
    age: 5,
    content: `One line each, no discussion here. What works moves into its song.

- [[Signal Fire]]: the chorus is where everybody *stops*. Voice alone, eight bars, then the groove again
- [[Harbour Lights]]: sing the last chorus from the other side of the room
- [[Paper Boats]]: teach the clap pattern to the audience in the [[Live set]]
- Play the whole record on the actual night ferry, unannounced, at the volume of a conversation
- Next time: an album that begins in the morning. Working title: [[Day Boat]]

#idea/next-record
`,
  },
];
