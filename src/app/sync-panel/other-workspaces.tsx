import { For } from "solid-js";
import { openWorkspace } from "../data/switch-workspace.ts";
import { useClient } from "../data/use-client.ts";
import { otherWorkspaces, type Owner } from "../data/workspaces.ts";
import { Row } from "../settings/section.tsx";
import { Button } from "../ui/index.ts";

/** Workspaces of other accounts on this device: they open without a network and without signing in, as this one does (SU14). */
export function OtherWorkspaces(props: { here: Owner | null }) {
  const client = useClient();
  return (
    <For each={otherWorkspaces(localStorage)}>
      {({ name, workspace }) => (
        <Row label={`${name}'s workspace`} hint="Also on this device, in a file of its own. Opening it signs nobody in">
          <Button onClick={() => void openWorkspace(client, workspace, props.here)}>Open</Button>
        </Row>
      )}
    </For>
  );
}
