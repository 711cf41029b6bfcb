/** The elements of SVG that draw, or say how: all that is kept of a logo. */
export const elements = new Set(
  ("svg g defs symbol use path rect circle ellipse line polyline polygon text tspan style clipPath mask pattern marker linearGradient radialGradient stop switch " +
    "filter feBlend feColorMatrix feComponentTransfer feComposite feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feDropShadow").split(" "),
);

/** What programs add for themselves and no reader draws; left out with all that is in it. Prefixed names are too. */
export const leftOut = new Set(["metadata", "title", "desc"]);

/** The attributes that place, shape and colour. `href` only ever names a part of the same drawing. */
export const attributes = new Set(
  ("id class style transform viewBox preserveAspectRatio version x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height d points pathLength rotate textLength lengthAdjust href xlink:href " +
    "gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits filterUnits primitiveUnits " +
    "markerWidth markerHeight markerUnits refX refY orient in in2 result mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 stdDeviation radius " +
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset vector-effect opacity color display visibility overflow " +
    "clip-path clip-rule mask filter stop-color stop-opacity flood-color flood-opacity color-interpolation color-interpolation-filters mix-blend-mode isolation paint-order shape-rendering text-rendering " +
    "marker-start marker-mid marker-end font-family font-size font-weight font-style font-variant font-stretch letter-spacing word-spacing text-anchor text-decoration dominant-baseline baseline-shift enable-background").split(" "),
);
