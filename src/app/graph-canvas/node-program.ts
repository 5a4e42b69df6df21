import { NodeProgram, type NodeProgramType, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { writeVertices } from "./vertices.ts";

/** What the picture keeps with each node for this program, besides what sigma knows. */
export interface ShapedNode {
  readonly shape: number;
}

// A square of two triangles around the node; the fragment decides what of it is inside the shape. Sizes are CSS pixels.
const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;
varying vec4 v_color;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float radius = a_size / u_sizeRatio;
  v_at = a_corner * (a_shape < 0.5 ? radius + 2.0 : radius * 1.5 + 2.0);
  vec2 center = (u_matrix * vec3(a_position, 1.0)).xy;
  gl_Position = vec4(center + v_at * 2.0 / u_viewport, 0.0, 1.0);
  v_radius = radius;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

// Signed distance to the shape; around it a ring of paper parts nodes that overlap.
const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
uniform vec3 u_paper;
float distanceTo(vec2 p) {
  if (v_shape < 0.5) return length(p) - v_radius;
  if (v_shape < 1.5) return max(abs(p.x), abs(p.y)) - v_radius * 0.863;
  if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - v_radius * 1.3) * 0.7071;
  if (v_shape < 3.5) return max(abs(p.x) * 0.866 + p.y * 0.5, -p.y) - v_radius * 0.7;
  vec2 q = abs(p);
  return max(q.y, q.x * 0.866 + q.y * 0.5) - v_radius * 0.953;
}
void main() {
  float d = distanceTo(v_at);
  #ifdef PICKING_MODE
  if (d > 2.0) discard;
  gl_FragColor = v_color;
  #else
  float ring = min(1.25, v_radius * 0.3);
  float inside = 1.0 - smoothstep(-0.6, 0.6, d);
  float around = 1.0 - smoothstep(ring - 0.6, ring + 0.6, d);
  if (around <= 0.0) discard;
  vec3 color = mix(u_paper, v_color.rgb, inside);
  gl_FragColor = vec4(color * around, around);
  #endif
}`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
/** Two triangles. Written out for each node: instances of four corners are drawn one by one where there is no GPU. */
const CORNERS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [-1, 1],
  [1, -1],
  [1, 1],
] as const;
const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_viewport", "u_paper"] as const;

/** Nodes in five shapes. `paper` is asked at every frame, so that a new theme needs no new program. */
export function createNodeProgram(paper: () => readonly number[]): NodeProgramType {
  return class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
    override getDefinition() {
      return {
        VERTICES: CORNERS.length,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_shape", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_corner", size: 2, type: FLOAT },
        ],
      };
    }
    override processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData): void {
      const { shape } = data as unknown as ShapedNode;
      writeVertices(this.array, start, [data.x, data.y, data.size, shape, floatColor(data.color), nodeIndex], CORNERS);
    }
    override setUniforms({ matrix, sizeRatio, width, height }: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
      gl.uniformMatrix3fv(uniformLocations["u_matrix"]!, false, matrix);
      gl.uniform1f(uniformLocations["u_sizeRatio"]!, sizeRatio);
      gl.uniform2f(uniformLocations["u_viewport"]!, width, height);
      const [red, green, blue] = paper();
      gl.uniform3f(uniformLocations["u_paper"] ?? null, red! / 255, green! / 255, blue! / 255);
    }
  };
}
