// One key each for what editors do most; every key presses a button that is there without this script as well.
(() => {
  'use strict'
  const rows = Array.from(document.querySelectorAll('.archive-suggestion'))
  const several = key => document.querySelector(`[data-several="${key}"]`)
  let here = -1
  const go = step => {
    here = Math.max(0, Math.min(rows.length - 1, here + step))
    if (rows[here]) rows[here].focus()
  }
  const asked = key => {
    const ticked = document.querySelector('.archive-suggestion input:checked')
    if (key === 'u' || (ticked && /[cx]/.test(key))) return several(key)
    return rows[here] && rows[here].querySelector(`[data-key="${key}"]`)
  }
  document.addEventListener('focusin', event => {
    const at = rows.indexOf(event.target.closest('.archive-suggestion'))
    if (at >= 0) here = at
  })
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target.matches('input:not([type=checkbox]), textarea, select')) return
    if (event.key === 'j' || event.key === 'n') return go(1)
    if (event.key === 'k') return go(-1)
    if (!/^[cxuo ]$/.test(event.key)) return
    if (event.key === ' ' && event.target.matches('a, button, input')) return // space already means something there
    const button = asked(event.key)
    if (!button) return here < 0 && event.key !== 'u' && event.key !== ' ' ? go(1) : undefined // nothing unseen is decided
    event.preventDefault()
    sessionStorage.setItem('archive-here', here)
    button.click()
  })
  const last = sessionStorage.getItem('archive-here')
  sessionStorage.removeItem('archive-here')
  if (last !== null && rows.length) go(Number(last) + 1)
})()
