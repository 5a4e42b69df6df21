/** Shapes of nodes, told apart without colour. The order is what the shader knows. */
export const SHAPES = ["disc", "square", "diamond", "triangle", "hexagon"] as const;
export type Shape = (typeof SHAPES)[number];

/** How an edge of each type is drawn; the order is what the shader knows. */
export const EDGE_LOOKS = ["LINK", "NEST", "SEQUENCE", "AFFINITY"] as const;

/** The same shape for the 2D canvas, around a centre, of about the area of a disc with this radius. */
export function traceShape(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number, radius: number): void {
  context.beginPath();
  if (shape === "disc") return void context.arc(x, y, radius, 0, 2 * Math.PI);
  const { corners, turn, grow } = POLYGONS[shape];
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    context.lineTo(x + grow * radius * Math.cos(angle), y + grow * radius * Math.sin(angle));
  }
  context.closePath();
}

const POLYGONS = {
  square: { corners: 4, turn: Math.PI / 4, grow: 1.22 },
  diamond: { corners: 4, turn: 0, grow: 1.3 },
  triangle: { corners: 3, turn: -Math.PI / 2, grow: 1.4 },
  hexagon: { corners: 6, turn: 0, grow: 1.1 },
} as const;
