import type { SampleNote } from "./sample-note.model.ts";

export const LYRICS: readonly SampleNote[] = [
  {
    name: "Harbour Lights – lyrics, draft 1",
    folder: "Songs/Lyrics",
    tags: ["lyrics", "draft"],
    age: 88,
    content: `For [[Harbour Lights]]. First draft, on the back of a timetable.

**Verse**
I counted every window on the hill
Till one of them went out and one stayed on
I thought if I keep perfectly still
You'd never have to tell me you had gone

**Chorus**
And the harbour lights, the harbour lights
They shake because they're near
And everything that holds its breath
Is only far from here

*Singer:* the second line of the chorus is the whole song. The rest of the verse can go.
`,
  },
  {
    name: "Harbour Lights – lyrics, draft 3",
    folder: "Songs/Lyrics",
    tags: ["lyrics"],
    age: 35,
    content: `For [[Harbour Lights]]. This is the one that was sung in [[Session 3 – Voices]]. What changed since [[Harbour Lights – lyrics, draft 1|the first draft]]: nobody is left any more, somebody is *awaited*.

**Verse 1**
One window on the hill stays on
The kettle and the radio
Somebody up there is someone
Who doesn't know I know

**Chorus**
Harbour lights, harbour lights
You shake because you're near
The ones that never move at all
Are years away from here

**Verse 2** (twelve bars!)
The ropes come in, the engine turns
The pier lets go of me
A coin of light, a cigarette
A name across the sea

**Bridge**
Oh, leave it on, leave it on

#chorus-settled
`,
  },
  {
    name: "Slow Tide – lyrics",
    folder: "Songs/Lyrics",
    tags: ["lyrics"],
    age: 40,
    content: `For [[Slow Tide]]. Eleven lines, and every one had to survive the question from [[Why a ferry]]: *could you see it from the deck?*

Nothing to the left of me
Nothing to the right
The sea has put its tools away
And gone to bed for the night

A plate slides down a table
And slides the same way back
Someone laughs in the galley
The water is blue, then black

I keep a place beside me
I couldn't tell you why
The tide comes in like someone who was never going to say goodbye

~~And here the chorus would be~~ and here the violas come in.
`,
  },
  {
    name: "Words we keep",
    folder: "Songs/Lyrics",
    tags: ["lyrics", "idea"],
    age: 92,
    content: `Seen from the deck, written down the same night. Cross out what is used up.

- [x] lamps that are two lamps → [[Harbour Lights]]
- [x] a plate that slides and comes back → [[Slow Tide – lyrics]]
- [x] the engine you only hear when it stops → [[Night Ferry]]
- [x] a boat folded from the timetable → [[Paper Boats]]
- [ ] salt on the inside of a window
- [ ] the man who waves at every ship, on principle
- [ ] "mind the gap" in three languages
- [ ] a dog asleep on a coil of rope

Words we do **not** keep: *horizon*, *anchor*, *drift*, *shore*. Every record with a boat on it has those.
`,
  },
];
