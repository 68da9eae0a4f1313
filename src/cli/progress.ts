import {SingleBar} from 'cli-progress'
import type {Progress} from '../tasks/ports.js'

/** A bar on stderr with rate and time left, shown from the first second on; silent when stderr is not a terminal. */
export class TerminalProgress implements Progress {
  private bar: SingleBar | undefined
  private label = ''
  private started = 0
  private total: number | undefined
  private unit = ''
  private amount = 0

  constructor(private readonly options: {readonly bars: boolean; readonly notes: boolean; readonly now: () => number}) {}

  stage(label: string, total?: number, unit = ''): void {
    this.finish()
    this.label = label
    this.total = total
    this.unit = unit
    this.amount = 0
    this.started = this.options.now()
    // No label: a pause, for a question to be asked.
    if (this.options.bars && total === undefined && label !== '') process.stderr.write(`\r\u001b[K${label} …`)
  }

  done(amount: number): void {
    this.amount = amount
    if (!this.options.bars) return
    const seconds = (this.options.now() - this.started) / 1000
    if (this.bar === undefined) {
      if (this.total === undefined) {
        process.stderr.write(`\r\u001b[K${this.label} … ${this.counted(seconds)}`)
        return
      }
      this.bar = new SingleBar({
        format: '{label} [{bar}] {percentage} % {text}',
        barsize: 24, hideCursor: true, clearOnComplete: true, stream: process.stderr,
      })
      this.bar.start(this.total, 0, {label: this.label, text: ''})
    }
    this.bar.update(Math.min(amount, this.total ?? amount), {text: `${this.counted(seconds)}${this.timeLeft(seconds)}`})
  }

  note(text: string): void {
    if (!this.options.notes) return
    this.clearLine()
    process.stderr.write(`${text}\n`)
  }

  /** Takes the bar off the screen. Call when the work ends, well or badly. */
  finish(): void {
    this.bar?.stop()
    this.bar = undefined
    this.clearLine()
  }

  private clearLine(): void {
    if (this.options.bars) process.stderr.write('\r\u001b[K')
  }

  private counted(seconds: number): string {
    if (this.unit === '') return ''
    const count = new Intl.NumberFormat('en').format(Math.round(this.amount))
    const rate = seconds > 0.5 ? `, ${new Intl.NumberFormat('en', {notation: 'compact'}).format(this.amount / seconds)}/s` : ''
    return `${count} ${this.unit}${rate}`
  }

  private timeLeft(seconds: number): string {
    if (this.total === undefined || this.amount <= 0 || seconds < 1) return ''
    return `, ${Math.ceil((seconds * (this.total - this.amount)) / this.amount)} s left`
  }
}
