export { layerSha256, nodeSha256 } from "./nodeSha256.ts"
