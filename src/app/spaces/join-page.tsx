import { A, useLocation, useNavigate } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import { createLiveQuery } from "../data/createLiveQuery.ts";
import { useClient } from "../data/use-client.ts";
import { AccountForm } from "../sync-panel/account-form.tsx";
import { failureText } from "../ui/failure-text.ts";
import { Button, showToast } from "../ui/index.ts";
import "./spaces.css";

/** Where an invitation leads: `/join#code`. Nothing is joined before the person says so (SU10). */
export function JoinPage() {
  const client = useClient();
  const navigate = useNavigate();
  const location = useLocation();
  const status = createLiveQuery("sync.status", () => ({}), { keep: true });
  const [failure, setFailure] = createSignal<string>();
  const [joining, setJoining] = createSignal(false);
  const token = () => decodeURIComponent(location.hash.slice(1));
  async function join() {
    setJoining(true);
    setFailure(undefined);
    try {
      await client.task("space.join", { token: token() });
      showToast({ text: "You are in. What lies in the space is being fetched." });
      navigate("/spaces", { replace: true });
    } catch (error) {
      setFailure(failureText(error));
    } finally {
      setJoining(false);
    }
  }
  return (
    <div class="plain-page">
      <div class="join">
        <h1>Join a space</h1>
        <Switch>
          <Match when={token() === ""}>
            <p>This link is not whole. Ask for it again, and open all of it.</p>
            <A class="button" data-look="plain" href="/">
              Home
            </A>
          </Match>
          <Match when={status.data?.phase === "signed_out"}>
            <p>
              Somebody shares part of a workspace with you. For this you need an account on this server. Your own notes stay on this device
              until you turn sync on for them.
            </p>
            <AccountForm />
          </Match>
          <Match when={status.data}>
            {(known) => (
              <>
                <p>
                  Somebody shares part of a workspace with you. If you join, it appears beside what you have, and the members see your name,{" "}
                  {known().account?.name}.
                </p>
                <Show when={failure()}>
                  <p role="alert">{failure()}</p>
                </Show>
                <Button look="primary" size="large" disabled={joining()} onClick={() => void join()}>
                  {joining() ? "Joining…" : "Join"}
                </Button>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </div>
  );
}
