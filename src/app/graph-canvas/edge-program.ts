import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { writeVertices } from "./vertices.ts";

/** What the picture keeps with each edge for this program: its place in EDGE_LOOKS. */
export interface StyledEdge {
  readonly look: number;
}

// A strip from end to end, in CSS pixels. Only a sequence is wide: its arrow needs the room.
const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_look;
attribute float a_width;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_viewport;
varying vec4 v_color;
varying vec2 v_at;
varying float v_length;
varying float v_look;
varying float v_width;
const float bias = 255.0 / 254.0;
void main() {
  vec2 from = (u_matrix * vec3(a_from, 1.0)).xy * u_viewport * 0.5;
  vec2 to = (u_matrix * vec3(a_to, 1.0)).xy * u_viewport * 0.5;
  vec2 way = to - from;
  v_length = length(way);
  vec2 along = v_length > 0.0 ? way / v_length : vec2(1.0, 0.0);
  bool arrow = a_look > 1.5 && a_look < 2.5 && v_length > 26.0;
  float side = arrow ? 4.5 : a_width * 0.5 + 0.75;
  v_at = vec2(a_corner.x * v_length, a_corner.y * side);
  vec2 place = mix(from, to, a_corner.x) + vec2(-along.y, along.x) * v_at.y;
  gl_Position = vec4(place * 2.0 / u_viewport, 0.0, 1.0);
  v_look = arrow ? 2.0 : a_look;
  v_width = a_width;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_length;
varying float v_look;
varying float v_width;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float across = abs(v_at.y);
  float ink = 1.0 - smoothstep(v_width * 0.5 - 0.5, v_width * 0.5 + 0.5, across);
  if (v_look > 2.5 && mod(v_at.x, 9.0) > 4.5) ink = 0.0;
  if (v_look > 1.5 && v_look < 2.5) {
    float back = v_length * 0.5 + 5.0 - v_at.x;
    if (back > 0.0 && back < 9.0) ink = max(ink, 1.0 - smoothstep(-0.4, 0.6, across - back * 0.42));
  }
  float alpha = ink * v_color.a;
  if (alpha <= 0.0) discard;
  gl_FragColor = vec4(v_color.rgb * alpha, alpha);
  #endif
}`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
/** Two triangles: along the edge, and across it. */
const CORNERS = [
  [0, -1],
  [0, 1],
  [1, -1],
  [1, -1],
  [0, 1],
  [1, 1],
] as const;
const UNIFORMS = ["u_matrix", "u_viewport"] as const;

/** Edges by type: LINK a hair, NEST a stroke, SEQUENCE with an arrow at its middle, AFFINITY in dashes (GV2). */
export class StyledEdgeProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    return {
      VERTICES: CORNERS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_look", size: 1, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_corner", size: 2, type: FLOAT },
      ],
    };
  }
  override processVisibleItem(edgeIndex: number, start: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const { look } = data as unknown as StyledEdge;
    const own = [from.x, from.y, to.x, to.y, look, data.size, floatColor(data.color), edgeIndex];
    writeVertices(this.array, start, own, CORNERS);
  }
  override setUniforms({ matrix, width, height }: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations["u_matrix"]!, false, matrix);
    gl.uniform2f(uniformLocations["u_viewport"]!, width, height);
  }
}
