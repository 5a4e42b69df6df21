import { FileQuestionMark, RotateCcw } from "lucide-solid";
import { contentViews } from "../../content/index.view.tsx";
import type { NodeRow } from "../../content/spine/spine.model.ts";
import { ageOf } from "../shell/time-words.ts";
import { Button, type Icon } from "../ui/index.ts";

export function TrashRow(props: { node: NodeRow; onRestore: () => void }) {
  const icon = (): Icon => contentViews.find(({ type }) => type === props.node.node_type)?.icon ?? FileQuestionMark;
  return (
    <div class="trash-row">
      {icon()({ size: 16 })}
      <div class="trash-words">
        <span class="trash-name">{props.node.name}</span>
        <span class="trash-detail">
          {[props.node.folder, props.node.deleted_at && `thrown away ${ageOf(props.node.deleted_at, Date.now())}`]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <Button icon={RotateCcw} aria-label={`Restore ${props.node.name}`} onClick={() => props.onRestore()}>
        Restore
      </Button>
    </div>
  );
}
