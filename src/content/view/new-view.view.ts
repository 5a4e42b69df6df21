import { useNavigate } from "@solidjs/router";
import { useClient } from "../../app/data/use-client.ts";
import { failureText } from "../../app/ui/failure-text.ts";
import { showToast } from "../../app/ui/index.ts";

/** Makes an empty view and opens it. */
export function useNewView(): () => Promise<void> {
  const client = useClient();
  const navigate = useNavigate();
  return async () => {
    try {
      const { id } = await client.run("view.create", {});
      navigate(`/views/${id}`, { state: { created: true } });
    } catch (error) {
      showToast({ text: failureText(error), tone: "danger" });
    }
  };
}
