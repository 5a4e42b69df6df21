/** Two fields as a place, or undefined where they are none. A comma may be the decimal sign. */
export function coordinates(latitude: string, longitude: string): { latitude: number; longitude: number } | undefined {
  const [lat, lon] = [degrees(latitude, 90), degrees(longitude, 180)];
  return lat === undefined || lon === undefined ? undefined : { latitude: lat, longitude: lon };
}

function degrees(text: string, most: number): number | undefined {
  const clean = text.trim().replace("−", "-").replace("°", "").replace(",", ".");
  const value = Number(clean);
  return clean !== "" && Number.isFinite(value) && Math.abs(value) <= most ? value : undefined;
}

interface Placed {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly location_name: string | null;
}

/** The name of a place, otherwise its coordinates as they are spoken: "58.25° N, 8.38° E". */
export function placeWords({ latitude, longitude, location_name: name }: Placed): string | undefined {
  if (name) return name;
  if (latitude === null || longitude === null) return undefined;
  const part = (value: number, [positive, negative]: readonly [string, string]) =>
    `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
  return `${part(latitude, ["N", "S"])}, ${part(longitude, ["E", "W"])}`;
}
