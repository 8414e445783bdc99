export default function TaskRoute() { return null; }
