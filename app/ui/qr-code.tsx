import { QUIET_MODULES, qrDrawing } from "@/lib/stickers/sticker";

/** A QR code as one vector path, dark on white in every theme. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules, path } = qrDrawing(text);
  const size = modules + 2 * QUIET_MODULES;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
