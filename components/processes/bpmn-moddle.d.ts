declare module "bpmn-moddle" {
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ rootElement: object; warnings: unknown[] }>;
    toXML(element: object): Promise<{ xml: string }>;
  }
}
