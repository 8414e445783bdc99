import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createBrowserRouter, Navigate, type RouteObject, RouterProvider } from "react-router";
import { Problem } from "~/api/problem";
import { ClockProvider } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { SessionGate } from "~/session/Session";
import { LanguageProvider } from "~/texts/Language";
import { BrokenPage } from "./BrokenPage";
import { withAntd } from "./later";
import { type Page, PLACES, type Place } from "./places";
import { Shell } from "./Shell";

const TRIES = 2;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < TRIES && !(error instanceof Problem && error.status < 500),
    },
  },
});

const routesOf = ({ pages }: Place): RouteObject[] =>
  Object.entries(pages).map(([path, page]) => ({ path, ...shown(page) }));

const shown = (page: Page) => ("here" in page ? { Component: page.here } : { lazy: async () => ({ Component: (await withAntd(page)).default }) });

const router = createBrowserRouter([
  {
    path: "/",
    element: <Shell />,
    hydrateFallbackElement: <Loading whole />,
    errorElement: <BrokenPage />,
    children: [
      { index: true, element: <Navigate to="/inbox" replace /> },
      // Where an identity provider sends back what went wrong; who is signed in by now has no business there.
      { path: "sign-in", element: <Navigate to="/inbox" replace /> },
      ...PLACES.flatMap(routesOf),
      { path: "*", ...shown(() => import("./NotFoundPage")) },
    ].map((route) => ({ errorElement: <BrokenPage />, ...route }) as RouteObject),
  },
]);

export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <SessionGate>
          <ClockProvider>
            <RouterProvider router={router} />
          </ClockProvider>
        </SessionGate>
      </QueryClientProvider>
    </LanguageProvider>
  );
}
