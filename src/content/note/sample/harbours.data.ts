import type { SampleNote } from "./sample-note.model.ts";

/** Where the record will be played, and what stands between now and then. */
export const HARBOURS: readonly SampleNote[] = [
  {
    name: "Harbour tour",
    folder: "Tour",
    tags: ["tour", "planning"],
    age: 4,
    status: "in progress",
    event: { day: 24, hour: 12, hours: 19 * 24 },
    content: `Only towns with water in front of them, and only rooms from which one can see it. The record comes out on the first evening, see [[Release plan]].

| Where | Answer |
| --- | --- |
| [[Hirtshals – on the night ferry]] | yes, if we keep it down |
| [[Bergen – the sardine factory]] | yes |
| [[Leith – the dock café]] | yes |
| [[Hamburg – the fish hall]] | asked twice |
| [[Halifax – pier 21]] | somebody's cousin |
| [[Yokohama – the red warehouse]] | a dream, with a date |

Who drives: the bassist. Who counts: also the bassist, see [[Budget]].
`,
  },
  {
    name: "Hirtshals – on the night ferry",
    folder: "Tour",
    tags: ["tour", "release"],
    age: 12,
    status: "confirmed",
    priority: 2,
    event: { day: 24, hour: 21, hours: 5 },
    place: { name: "Pier 3, Hirtshals", latitude: 57.589, longitude: 9.96 },
    content: `The whole of [[The album]], once, in the bar of the last boat, at the volume of a conversation. It was an idea in [[Things to try]]; now it is a booking. We end with [[Night Ferry]] when the engine stops.
`,
  },
  {
    name: "Bergen – the sardine factory",
    folder: "Tour",
    tags: ["tour"],
    age: 10,
    status: "confirmed",
    event: { day: 27, hour: 20, hours: 3 },
    place: { name: "The sardine factory, Bergen", latitude: 60.393, longitude: 5.308 },
    content: `Part of the [[Harbour tour]]. Concrete, high, four seconds of reverb. [[Slow Tide]] first, then talk to the room until it answers.
`,
  },
  {
    name: "Leith – the dock café",
    folder: "Tour",
    tags: ["tour"],
    age: 9,
    status: "confirmed",
    event: { day: 31, hour: 19, hours: 3 },
    place: { name: "The dock café, Leith", latitude: 55.977, longitude: -3.172 },
    content: `Part of the [[Harbour tour]]. Sixty seats, one of them taken by a dog. No drums: [[Paper Boats]] with hands only.
`,
  },
  {
    name: "Hamburg – the fish hall",
    folder: "Tour",
    tags: ["tour"],
    age: 7,
    status: "waiting",
    event: { day: 35, hour: 5, hours: 3 },
    place: { name: "The fish hall, Hamburg", latitude: 53.544, longitude: 9.951 },
    content: `Part of the [[Harbour tour]]. At five in the morning, between the auctions. The idea comes from the [[Listening list]]: everybody shouts and it is never too loud.
`,
  },
  {
    name: "Halifax – pier 21",
    folder: "Tour",
    tags: ["tour"],
    age: 6,
    status: "waiting",
    event: { day: 39, hour: 20, hours: 3 },
    place: { name: "Pier 21, Halifax", latitude: 44.638, longitude: -63.566 },
    content: `Part of the [[Harbour tour]]. On the other side of the same water. If it happens, [[Low Bridge]] is played facing east.
`,
  },
  {
    name: "Yokohama – the red warehouse",
    folder: "Tour",
    tags: ["tour"],
    age: 5,
    status: "idea",
    event: { day: 43, hour: 18, hours: 3 },
    place: { name: "赤レンガ倉庫, Yokohama", latitude: 35.453, longitude: 139.643 },
    content: `Part of the [[Harbour tour]], or of a dream. [[海の灯]] in the town whose lights it is about, sung by somebody who understands every word of it.
`,
  },
  {
    name: "Listening evening",
    folder: "Album",
    tags: ["album", "mix"],
    age: 3,
    status: "confirmed",
    event: { day: 3, hour: 19, hours: 3 },
    place: { name: "The boathouse, Lillesand", latitude: 58.249, longitude: 8.378 },
    content: `All of [[The album]], in order, lights off, nobody speaks before the last note of [[Night Ferry]]. Pens are allowed: what is heard goes into [[Mix notes – Harbour Lights]]. Soup.
`,
  },
  {
    name: "Decide about Signal Fire",
    folder: "Release/Steps",
    tags: ["release"],
    age: 8,
    status: "waiting",
    priority: 3,
    due: -2,
    content: `Vocals, or the drawer. Until then the running order of [[The album]] has a hole: [[Signal Fire]].
`,
  },
  {
    name: "Send the press text",
    folder: "Release/Steps",
    tags: ["release"],
    age: 6,
    status: "in progress",
    due: 0,
    content: `[[Press text]] to everyone who was kind last time. Read it aloud once before.
`,
  },
  {
    name: "Mastering",
    folder: "Release/Steps",
    tags: ["release", "mix"],
    age: 8,
    status: "confirmed",
    priority: 2,
    due: 14,
    event: { day: 12, hour: 10, hours: 55 },
    place: { name: "Mastering room, Hamburg", latitude: 53.55, longitude: 9.993 },
    content: `Three days. One sentence of instruction: the two seconds after [[Low Bridge]] stay. Costs in [[Budget]].
`,
  },
  {
    name: "Sleeve to the printer",
    folder: "Release/Steps",
    tags: ["release", "artwork"],
    age: 7,
    status: "in progress",
    due: 4,
    content: `Front, back and inside as in the [[Artwork brief]]. Ask for the paper that smells of nothing.
`,
  },
  {
    name: "Harbour Lights out as a single",
    folder: "Release/Steps",
    tags: ["release", "single"],
    age: 7,
    status: "confirmed",
    event: { day: 10, hour: 9, hours: 1 },
    content: `[[Harbour Lights]], alone, for two weeks. Then the rest comes after it.
`,
  },
  {
    name: "Thank the cellist",
    folder: "Release/Steps",
    tags: ["people"],
    age: 17,
    status: "done",
    due: -5,
    done: -4,
    content: `Properly, with soup: see [[Session 4 – Strings]].
`,
  },
];
