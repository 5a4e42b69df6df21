// Before the first paint: theme and text size as chosen on this device (src/app/settings/appearance.ts writes them).
for (const name of ["theme", "textSize"]) {
  const chosen = localStorage.getItem(`atelier:${name}`);
  if (chosen) document.documentElement.dataset[name] = chosen;
}
