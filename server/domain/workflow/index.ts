export { aliasKey } from "./alias";
export { type BoardColumn, type BoardWay, boardColumns, boardWays } from "./board";
export {
  defaultRole,
  findCategory,
  findChoice,
  findField,
  findRole,
  findState,
  makeCatalogue,
  type ProcessCatalogue,
  selectDefinition,
} from "./catalogue";
export { factsUnder, holdsBack } from "./collegial-gate";
export { type Compiled, compileDefinitions, type DefinitionSource } from "./compile";
export * from "./definition";
export {
  type Diagram,
  type DiagramEdge,
  type DiagramNode,
  drawDiagram,
  isFromAnywhere,
  toMermaid,
} from "./diagram";
export {
  EFFECTS,
  type EffectCall,
  type EffectName,
  effectReferences,
  isEffectName,
  parseEffect,
} from "./effects";
export {
  type CaseFacts,
  type CollegialFact,
  emptyFacts,
  type FieldValue,
  type FieldValues,
} from "./facts";
export {
  type FieldFinding,
  type FieldRule,
  type FormPlace,
  fieldRules,
  refusedChanges,
  reservedChanges,
  validateFields,
  valueFinding,
  visibleValues,
  withInitial,
} from "./fields";
export { GUARDS, isFilled, type References } from "./guards";
export {
  compileVersion,
  definitionsOfVersion,
  deliveredProcesses,
  type Processes,
  type Ruled,
  readProcesses,
} from "./in-force";
export { DefinitionError, loadCatalogue, processCatalogue } from "./load";
export { mergeDefinition } from "./merge";
export { nameReasons } from "./name-reasons";
export { categoriesThatWriteOnParent, olderDefinitions } from "./older";
export { isOutcome, takesOutsideWords } from "./outside-words";
export {
  availableTransitions,
  type Mover,
  openableStates,
  type Routed,
  type RouteRequest,
  route,
  type TransitionOffer,
} from "./route";
export { type CaseValues, visibleFields } from "./visible-fields";
