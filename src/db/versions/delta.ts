import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { type TextChange, textChanges } from "../../base/text-changes.ts";

/** Below so many bytes compressing gains nothing. */
const WORTH_COMPRESSING = 120;
const PLAIN = 0;
const DEFLATED = 1;

/** What makes `to` from `from`, as bytes: one that says how they are packed, then the changes as JSON. */
export function encodeDelta(from: string, to: string): Uint8Array {
  const changes = textChanges(from, to).flatMap(({ from: start, to: end, insert }) => [start, end, insert]);
  const json = strToU8(JSON.stringify(changes));
  return json.length < WORTH_COMPRESSING ? packed(PLAIN, json) : packed(DEFLATED, deflateSync(json, { level: 9 }));
}

export function applyDelta(from: string, delta: Uint8Array): string {
  const body = delta.subarray(1);
  const flat = JSON.parse(strFromU8(delta[0] === DEFLATED ? inflateSync(body) : body)) as (number | string)[];
  const parts: string[] = [];
  let at = 0;
  for (let i = 0; i < flat.length; i += 3) {
    const change: TextChange = { from: flat[i] as number, to: flat[i + 1] as number, insert: flat[i + 2] as string };
    parts.push(from.slice(at, change.from), change.insert);
    at = change.to;
  }
  parts.push(from.slice(at));
  return parts.join("");
}

export const deflateText = (text: string): Uint8Array => deflateSync(strToU8(text), { level: 9 });
export const inflateText = (bytes: Uint8Array): string => strFromU8(inflateSync(bytes));

function packed(form: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = form;
  bytes.set(body, 1);
  return bytes;
}
