export {
  type Diagram,
  type DiagramEdge,
  type DiagramNode,
  drawDiagram,
  type Point,
} from "./diagram/draw";
export { toMermaid } from "./diagram/mermaid";
