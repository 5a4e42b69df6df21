/** The channel on which every page says that now is a good time to try what failed before (CL13). */
export const AWAKE = "atelier:awake";
