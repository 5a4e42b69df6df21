import type { Priority, Stage } from "../planner.model.ts";

/** Days count from the day on which the sample is added: negative ones are past. */
interface SampleProject {
  readonly key: string;
  readonly name: string;
  readonly intention: string;
  readonly why: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly begun: number;
  readonly due: number;
  readonly content: string;
}

interface SampleTodo {
  readonly name: string;
  /** Key of its project; without one it lies in the inbox. */
  readonly of?: string;
  readonly begun: number;
  /** Where it stands now. */
  readonly stage: Stage;
  readonly estimated?: number;
  readonly actual?: number;
  readonly done?: number;
  readonly due?: number;
  readonly priority?: Priority;
  readonly tags?: readonly string[];
  readonly content?: string;
}

export const SAMPLE_PROJECTS: readonly SampleProject[] = [
  {
    key: "record",
    name: "Night Crossing, the record",
    intention: "Seven songs, thirty-one minutes, one journey from dusk to the first light.",
    why: "The first record was what we could do. This one is what we want to say.",
    priority: "high",
    tags: ["album"],
    begun: -63,
    due: 84,
    content: "What it is about stands in [[The album]], the way there in [[Release plan]].",
  },
  {
    key: "single",
    name: "Harbour Lights as a single",
    intention: "One song out in the world four weeks before the others.",
    why: "People who like it will look for the rest.",
    priority: "medium",
    tags: ["single"],
    begun: -21,
    due: 31,
    content: "[[Harbour Lights]], with the sleeve of the [[Artwork brief]] and the words of the [[Press text]].",
  },
  {
    key: "tour",
    name: "Five harbours",
    intention: "Play the songs in the towns that they are about.",
    why: "They were written there, and nobody there has heard them.",
    priority: "low",
    tags: ["tour"],
    begun: -35,
    due: 130,
    content: "The towns are in [[Harbour tour]].",
  },
];

export const SAMPLE_TODOS: readonly SampleTodo[] = [
  { name: "Fix the running order", of: "record", begun: -62, stage: "done", estimated: 2, actual: 3, done: -51 },
  {
    name: "Record the strings",
    of: "record",
    begun: -60,
    stage: "done",
    estimated: 6,
    actual: 9,
    done: -40,
    content: "[[Session 4 – Strings]]",
  },
  {
    name: "Record the voices",
    of: "record",
    begun: -55,
    stage: "done",
    estimated: 4,
    actual: 6,
    done: -27,
    content: "[[Session 3 – Voices]]",
  },
  { name: "Rough mixes of all seven", of: "record", begun: -40, stage: "done", estimated: 8, actual: 11, done: -19, tags: ["mix"] },
  { name: "Edit the drums of Low Bridge", of: "record", begun: -30, stage: "done", estimated: 3, actual: 4, done: -12 },
  { name: "Choose the takes of Paper Boats", of: "record", begun: -14, stage: "done", estimated: 2, actual: 2.5, done: -5 },
  {
    name: "Mix Harbour Lights, the fifth try",
    of: "record",
    begun: -9,
    stage: "committed",
    estimated: 5,
    actual: 1.5,
    due: 3,
    priority: "high",
    tags: ["mix"],
    content: "What was wrong with the fourth is in [[Mix notes – Harbour Lights]].",
  },
  { name: "Mix Slow Tide", of: "record", begun: -8, stage: "committed", estimated: 4, tags: ["mix"], content: "[[Mix notes – Slow Tide]]" },
  { name: "Sing Signal Fire once more", of: "record", begun: -20, stage: "confirmed", estimated: 3, due: 12, content: "[[Signal Fire]]" },
  { name: "Ask three studios about mastering", of: "record", begun: -6, stage: "refined", estimated: 1, due: 9 },
  { name: "Write the credits", of: "record", begun: -3, stage: "matched" },
  { name: "Photograph the lamp", of: "single", begun: -10, stage: "committed", estimated: 2, due: 5, content: "[[Artwork brief]]" },
  { name: "Press kit for radio", of: "single", begun: -7, stage: "confirmed", estimated: 2, due: 14, content: "[[Press text]]" },
  { name: "A list of people who were kind last time", of: "single", begun: -18, stage: "done", estimated: 1, actual: 0.5, done: -2 },
  { name: "A van for five days", of: "tour", begun: -20, stage: "refined", estimated: 1.5, due: 40 },
  { name: "Ask the boathouse whether its piano is in tune", of: "tour", begun: -5, stage: "confirmed", estimated: 0.5 },
  { name: "Timetables of the ferries", of: "tour", begun: -5, stage: "matched" },
  { name: "The horn of the night ferry, recorded from the quay?", begun: -2, stage: "dumped" },
  { name: "New strings for the baritone", begun: -1, stage: "dumped" },
  { name: "Thank the harbour master", begun: 0, stage: "dumped" },
];
