import { Refusal } from "../../../base/result.ts";

/** A file that is clearly of this kind, and clearly not whole (IF5). */
export const damagedFile = (name: string, what: string): Refusal =>
  new Refusal(
    "DamagedFile",
    `“${name}” looks like ${what}, but it is damaged or was cut off. Nothing was imported; save it again where it comes from and try once more.`,
  );

export const fileTooLarge = (name: string, most: string): Refusal =>
  new Refusal("TooLarge", `“${name}” holds more than ${most}. Nothing was imported; split it and import the parts.`);
