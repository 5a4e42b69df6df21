import { EDGE_TYPES, type EdgeType } from "../../content/spine/spine.model.ts";

/** What an edge of each type is called and says, read from its source to its target. */
export const EDGE_WORDS: Readonly<Record<EdgeType, { readonly name: string; readonly says: string; readonly said: string }>> = {
  LINK: { name: "Link", says: "refers to", said: "is referred to by" },
  NEST: { name: "Nest", says: "holds", said: "is part of" },
  SEQUENCE: { name: "Sequence", says: "comes before", said: "comes after" },
  AFFINITY: { name: "Affinity", says: "is akin to", said: "is akin to" },
};

export const EDGE_CHOICES = EDGE_TYPES.map((value) => ({ value, label: EDGE_WORDS[value].name }));
