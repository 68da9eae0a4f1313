import {Help} from '@oclif/core'

/** oclif's help, with a first step for somebody who has never seen the tool. */
export default class RegularsHelp extends Help {
  override formatRoot(): string {
    return `${super.formatRoot()}\n\n${this.section('START HERE', [
      ['regulars demo', 'the whole path on a bundled shop, in under a minute'],
      ['regulars try orders.csv', 'the same on your own export'],
      ['regulars init my-shop', 'a workspace of your own'],
    ])}`
  }
}
