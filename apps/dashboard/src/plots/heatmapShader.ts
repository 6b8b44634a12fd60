import { COLOURS } from './colourMap';
import { STRIPE_SHARE } from './heatmapPainter';

/** Stands for NaN in textures: shaders need not know NaN. */
export const DEAD = 1e30;

export const VERTEX_SHADER = `#version 300 es
void main() {
  // One triangle that covers the picture.
  gl_Position = vec4(vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0), 0.0, 1.0);
}`;

/** The same steps as \`pixelsOf\` of the canvas painter, one pixel at a time. */
export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp isampler2D;
uniform sampler2D values;       // the matrix as it is stored, or a level of it in the order drawn
uniform isampler2D rowUnits;    // the unit at each place
uniform isampler2D columnUnits;
uniform sampler2D colours;
uniform int side;               // cells along the side of a box; 1: the matrix itself
uniform vec2 extent;            // columns, rows
uniform vec2 corner;            // first column and row in view
uniform float scale;            // device pixels per cell
uniform float height;
uniform float limit;
uniform float lowest;           // -1, or 0 where the sign means nothing
uniform float line;             // width of the lines between cells; 0: none
uniform float stripeStep;
uniform vec3 stripe;
uniform vec3 ground;
out vec4 colour;

int unitAt(isampler2D units, int place) { return texelFetch(units, ivec2(place, 0), 0).r; }

void main() {
  vec2 pixel = vec2(gl_FragCoord.x, height - gl_FragCoord.y);
  vec2 place = corner + pixel / scale;
  if (any(lessThan(place, vec2(0.0))) || any(greaterThanEqual(place, extent))) { colour = vec4(0.0); return; }
  if (any(lessThan(fract(place) * scale, vec2(line)))) {
    colour = vec4(texelFetch(colours, ivec2(${(COLOURS - 1) / 2}, 0), 0).rgb, 1.0);
    return;
  }
  ivec2 box = ivec2(place) / side;
  if (side == 1) box = ivec2(unitAt(columnUnits, box.x), unitAt(rowUnits, box.y));
  float value = texelFetch(values, box, 0).r;
  if (value > ${DEAD.toExponential().replace('+', '')} * 0.5) {
    vec2 along = pixel + corner * scale;
    colour = vec4(fract((along.x + along.y) / stripeStep) < ${STRIPE_SHARE} ? stripe : ground, 1.0);
    return;
  }
  float share = (clamp(value / limit, lowest, 1.0) + 1.0) / 2.0;
  int index = int(floor(share * ${(COLOURS - 1).toFixed(1)} + 0.5));
  colour = vec4(texelFetch(colours, ivec2(index, 0), 0).rgb, 1.0);
}`;
