/** The curves' crosshair by keys: arrows lead it from point to point, and what lies there is said. */

/**
 * @param {import('./chart.js').Chart} chart
 * @param {() => {plotly: any, recorded: import('./curve_math.js').Recorded, smoothing: number}} now
 * @param {(values: [string, number][], step: number) => void} say
 */
export function leadByKeys(chart, now, say) {
  const { element } = chart;
  let place = null;
  element.tabIndex = 0;
  element.addEventListener('keydown', (event) => {
    const { plotly, recorded, smoothing } = now(), steps = chart.steps(recorded), end = steps.length - 1;
    const next = { ArrowLeft: (place ?? end + 1) - 1, ArrowRight: (place ?? -1) + 1, Home: 0, End: end }[event.key];
    if (next === undefined || !plotly || end < 0) return;
    event.preventDefault();
    event.stopPropagation(); // in Train an arrow also takes a step
    place = Math.max(0, Math.min(end, next));
    chart.point(plotly, steps[place]);
    say(chart.latest(recorded, smoothing, place), steps[place]);
  });
  element.addEventListener('blur', () => {
    place = null;
    const { plotly } = now();
    if (plotly) chart.point(plotly, null);
  });
}
