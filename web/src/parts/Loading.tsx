import "./loading.css";

/** Something is coming: `whole`, a page; else a few lines of it. */
export const Loading = ({ whole = false }: { whole?: boolean }) => (
  <div className={whole ? "loading is-whole" : "loading"} aria-busy>
    <i /><i /><i /><i />
  </div>
);
