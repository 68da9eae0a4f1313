import {SingleBar} from 'cli-progress'
import type {Say} from '../reports/french/phrase.js'
import type {Progress} from '../tasks/ports.js'
import type {Language} from '../vocabulary.js'
import {speaking} from './spoken-language.js'

interface Options {
  readonly bars: boolean
  readonly notes: boolean
  readonly now: () => number
  /** of what is shown; labels come in English */
  readonly language: Language
}

/**
 * A bar on stderr with rate and time left, where the total is known; else how much was done, or how long it has taken. Silent when stderr is
 * not a terminal.
 */
export class TerminalProgress implements Progress {
  private bar: SingleBar | undefined
  private label = ''
  private started = 0
  private total: number | undefined
  private unit = ''
  private amount = 0

  private say: Say | undefined
  /** remarks made before there were words for them */
  private readonly unsaid: string[] = []

  constructor(private readonly options: Options) {
    if (options.language === 'en') this.say = (english) => english
    else if (options.bars || options.notes) void speaking(options.language).then((say) => this.speak(say))
  }

  private speak(say: Say): void {
    this.say = say
    for (const text of this.unsaid.splice(0)) this.note(text)
    if (this.options.bars && this.total === undefined && this.label !== '') this.write('')
  }

  stage(label: string, total?: number, unit = ''): void {
    this.finish()
    this.label = label
    this.total = total
    this.unit = unit
    this.amount = 0
    this.started = this.options.now()
    // No label: a pause, for a question to be asked.
    if (this.options.bars && total === undefined && label !== '') this.write('')
  }

  done(amount: number): void {
    this.amount = amount
    if (!this.options.bars) return
    const seconds = (this.options.now() - this.started) / 1000
    if (this.bar === undefined) {
      if (this.total === undefined) {
        this.write(this.counted(seconds))
        return
      }
      this.bar = new SingleBar({
        format: '{label} [{bar}] {percentage} % {text}',
        barsize: 24, hideCursor: true, clearOnComplete: true, stream: process.stderr,
      })
      this.bar.start(this.total, 0, {label: this.say?.(this.label) ?? '', text: ''})
    }
    this.bar.update(Math.min(amount, this.total ?? amount), {text: `${this.counted(seconds)}${this.timeLeft(seconds)}`})
  }

  note(text: string): void {
    if (!this.options.notes) return
    if (this.say === undefined) {
      this.unsaid.push(text)
      return
    }
    this.clearLine()
    process.stderr.write(`${this.say(text)}\n`)
  }

  /** Takes the bar off the screen. Call when the work ends, well or badly. */
  finish(): void {
    this.bar?.stop()
    this.bar = undefined
    this.clearLine()
  }

  /** The label and how far it is, on one line. Nothing as long as there are no words for it. */
  private write(counted: string): void {
    if (this.say !== undefined) process.stderr.write(`\r\u001b[K${this.say(this.label)} …${counted === '' ? '' : ` ${counted}`}`)
  }

  private clearLine(): void {
    if (this.options.bars) process.stderr.write('\r\u001b[K')
  }

  private counted(seconds: number): string {
    const {language} = this.options
    // Nothing is counted: that it goes on can be seen by the time.
    if (this.unit === '') return seconds < 1 ? '' : `${new Intl.NumberFormat(language).format(Math.floor(seconds))} s`
    const count = new Intl.NumberFormat(language).format(Math.round(this.amount))
    const rate = seconds > 0.5 ? `, ${new Intl.NumberFormat(language, {notation: 'compact'}).format(this.amount / seconds)}/s` : ''
    return `${count} ${this.say?.(this.unit) ?? ''}${rate}`
  }

  private timeLeft(seconds: number): string {
    if (this.total === undefined || this.amount <= 0 || seconds < 1) return ''
    const left = Math.ceil((seconds * (this.total - this.amount)) / this.amount)
    return `, ${this.say?.(`${left} s left`) ?? ''}`
  }
}
