import { useLocation } from "@solidjs/router";
import { onMount } from "solid-js";
import { BackupsSection } from "../backups/backups-section.tsx";
import { LockSection } from "../lock/lock-section.tsx";
import { AboutSection } from "./about-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { DataSection } from "./data-section.tsx";
import { KeepingSection } from "./keeping-section.tsx";
import { OfflineSection } from "./offline-section.tsx";
import { StorageSection } from "./storage-section.tsx";
import { SyncSection } from "./sync-section.tsx";
import "./settings.css";

export function SettingsPage() {
  const location = useLocation();
  // The sections are all there at once, so the hash can be followed right away.
  onMount(() => location.hash && document.getElementById(location.hash.slice(1))?.scrollIntoView());
  return (
    <div class="plain-page">
      <div class="plain-column settings">
        <h1>Settings</h1>
        <AppearanceSection />
        <KeepingSection />
        <StorageSection />
        <BackupsSection />
        <SyncSection />
        <DataSection />
        <LockSection />
        <OfflineSection />
        <AboutSection />
      </div>
    </div>
  );
}
