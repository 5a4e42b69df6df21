import { A } from "@solidjs/router";
import { CircleAlert, Info, MoonStar, TriangleAlert } from "lucide-solid";
import { createSignal, Show, type JSX } from "solid-js";
import type { Failure } from "../../base/result.ts";
import { useClient } from "../data/use-client.ts";
import { Button, type Icon } from "../ui/index.ts";
import { downloadExport } from "./backup.ts";
import { useStatus } from "./use-status.ts";
import "./banners.css";

/** What a person must know before going on: each says what happened, what is safe, what to do. */
export function Banners() {
  const client = useClient();
  const status = useStatus();
  const [dismissed, setDismissed] = createSignal<string>();
  const notice = () => (status()?.notice === dismissed() ? null : status()?.notice);
  return (
    <div class="banners">
      <Show when={status()?.failure}>{(failure) => <FailureBanner failure={failure()} />}</Show>
      <Show when={status()?.storage === "memory"}>
        <Banner icon={TriangleAlert} tone="warning" action={<Button onClick={() => void downloadExport(client)}>Export now</Button>}>
          <strong>Nothing will be kept.</strong> This window gives Atelier no storage, so everything is gone when it closes. Export what you
          write, or open Atelier in an ordinary window.
        </Banner>
      </Show>
      <Show when={status()?.stalled}>
        <Banner icon={MoonStar} tone="warning">
          <strong>Atelier is open in a sleeping tab.</strong> What you type here is kept and written when that tab wakes up. Look at it
          once, or close it.
        </Banner>
      </Show>
      <Show when={status()?.readOnly}>
        {(failure) => (
          <Banner
            icon={TriangleAlert}
            tone="danger"
            action={
              <A href={failure().type === "StorageFull" ? "/settings#storage" : "/settings#backup"} class="button" data-look="plain">
                {failure().type === "StorageFull" ? "Make room" : "Export or open a backup"}
              </A>
            }
          >
            {failure().message}
          </Banner>
        )}
      </Show>
      <Show when={notice()}>
        {(text) => (
          <Banner icon={Info} tone="plain" action={<Button onClick={() => setDismissed(text())}>Got it</Button>}>
            {text()}
          </Banner>
        )}
      </Show>
    </div>
  );
}

function Banner(props: { icon: Icon; tone: "plain" | "warning" | "danger"; action?: JSX.Element; children: JSX.Element }) {
  return (
    <div class="banner" role={props.tone === "plain" ? "status" : "alert"} data-tone={props.tone}>
      {props.icon({ size: 16 })}
      <div class="banner-text">{props.children}</div>
      {props.action}
    </div>
  );
}

/** The database could not be opened. Nothing was changed; the details are for a report. */
function FailureBanner(props: { failure: Failure }) {
  const details = () => `${props.failure.type}: ${props.failure.message}\nAtelier ${__ATELIER_VERSION__}\n${navigator.userAgent}`;
  return (
    <Banner icon={CircleAlert} tone="danger" action={<Button onClick={() => location.reload()}>Reload</Button>}>
      <p>{props.failure.message}</p>
      <details>
        <summary>Details</summary>
        <pre>{details()}</pre>
        <Button onClick={() => void navigator.clipboard.writeText(details())}>Copy</Button>
      </details>
    </Banner>
  );
}
