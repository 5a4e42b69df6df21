/** The same function, which reckons each answer once; for few and small arguments, since it keeps them all. */
export function memo<K, V>(reckon: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, reckon(key));
    return known.get(key)!;
  };
}
