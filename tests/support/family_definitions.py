"""An order that calls one order a line: progress, errors, cancel, undo; every effect can be counted."""

PARENT = """
lang: 1
process: parent
version: 1
name: {en: Parent, zh: 主订单}
input: {skus: any}
stages: {lines: {en: Lines, zh: 行}, check: {en: Check, zh: 检查}}
messages:
  progress: {}
  cancel_requested: {}
variables: {heard: {initial: []}, got: {initial: []}}
onEvent:
  - message: cancel_requested
    flow:
      - {type: compensate}
      - {type: end, terminate: true, status: cancelled}
  - message: progress
    interrupting: false
    flow: [{id: note, type: scriptTask, set: {heard+: =message.step}}]
flow:
  - id: lines
    type: subProcess
    stage: lines
    multiInstance: {in: =skus, as: sku, key: =sku, collect: =made, into: got}
    variables: {made: {initial: null}}
    flow:
      - id: call
        type: callActivity
        process: line
        input: {sku: =sku}
        output: {made: =result.made}
        compensation: child
        onEvent: [{error: GONE, flow: [{id: gone, type: scriptTask, set: {made: ="gone"}}]}]
  - {id: check, type: userTask, stage: check, candidateGroups: [clerks], outcomes: [done], due: P1D}
output: {got: =got, heard: =heard}
"""
LINE = """
lang: 1
process: line
version: 1
name: {en: Line, zh: 行}
input: {sku: any}
stages: {making: {en: Making, zh: 生产}}
errors: {GONE: {en: Not to be had, zh: 缺货}}
messages: {hurry: {early: keep}}
flow:
  - id: make
    type: serviceTask
    stage: making
    service: test.note
    input: {text: ="make " + sku}
    compensation: {service: test.note, input: {text: ="undo " + sku}}
  - {id: begun, type: sendTask, message: progress, to: parent, data: {step: =sku + " begun"}}
  - {id: inspect, type: userTask, candidateGroups: [clerks], outcomes: [good, bad], due: PT10M}
  - id: decided
    type: exclusiveGateway
    branches: [{when: 'inspect.outcome = "bad"', flow: [{type: end, error: GONE}]}]
    default: []
  - {id: told, type: sendTask, message: progress, to: parent, data: {step: =sku + " good"}}
output: {made: =sku}
"""
FAMILY = {"processes/parent.yaml": PARENT.encode(), "processes/line.yaml": LINE.encode()}
