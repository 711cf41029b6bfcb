/** A QR code drawn as one path: black on white in any light, since cameras need it so. */
export const QrCode = ({ size, path, label, className = "size-52" }: { size: number; path: string; label: string; className?: string }) => (
  <svg className={`border border-rule ${className}`} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
    <title>{label}</title>
    <path d={`M0 0h${size}v${size}h-${size}z`} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
);
