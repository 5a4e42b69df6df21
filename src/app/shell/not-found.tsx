import { A } from "@solidjs/router";
import { EmptyState } from "../ui/index.ts";

export function NotFound() {
  return (
    <div class="plain-page">
      <EmptyState
        isPage
        title="There is nothing at this address"
        text="The link may be old or mistyped. Your workspace is as it was."
        action={
          <A class="button" data-look="plain" href="/">
            Home
          </A>
        }
      />
    </div>
  );
}
