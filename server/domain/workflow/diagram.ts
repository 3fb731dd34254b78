export {
  type Diagram,
  type DiagramEdge,
  type DiagramNode,
  drawDiagram,
  type Point,
} from "./diagram/draw";
export { isFromAnywhere } from "./diagram/graph";
export { toMermaid } from "./diagram/mermaid";
