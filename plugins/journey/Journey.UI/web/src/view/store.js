/** One state for timeline, overview, graph, drawer and table; changes are drawn once a frame. */
export function createStore(initial, draw) {
  let state = initial;
  let changed = new Set();
  let frame = 0;
  const flush = () => {
    frame = 0;
    const keys = changed;
    changed = new Set();
    draw(keys);
  };
  return {
    get state() {
      return state;
    },
    set(patch) {
      const keys = Object.keys(patch).filter(key => state[key] !== patch[key]);
      if (keys.length === 0) return;
      state = { ...state, ...patch };
      for (const key of keys) changed.add(key);
      frame ||= requestAnimationFrame(flush);
    },
    /** Draws what is waiting at once: for moving the focus to what a change brings. */
    settle() {
      if (!frame) return;
      cancelAnimationFrame(frame);
      flush();
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
