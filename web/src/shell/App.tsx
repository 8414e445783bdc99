import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp } from "antd";
import { createBrowserRouter, Navigate, type RouteObject, RouterProvider } from "react-router";
import { Problem } from "~/api/problem";
import { ClockProvider } from "~/parts/Due";
import { Loading } from "~/parts/Loading";
import { SessionGate } from "~/session/Session";
import { LanguageProvider } from "~/texts/Language";
import { BrokenPage } from "./BrokenPage";
import { NotFoundPage } from "./NotFoundPage";
import { PLACES, type Place } from "./places";
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
  Object.entries(pages).map(([path, load]) => ({ path, lazy: async () => ({ Component: (await load()).default }) }));

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
      { path: "*", element: <NotFoundPage /> },
    ].map((route) => ({ errorElement: <BrokenPage />, ...route }) as RouteObject),
  },
]);

export function App() {
  return (
    <LanguageProvider>
      <AntApp className="app">
        <QueryClientProvider client={client}>
          <ClockProvider>
            <SessionGate>
              <RouterProvider router={router} />
            </SessionGate>
          </ClockProvider>
        </QueryClientProvider>
      </AntApp>
    </LanguageProvider>
  );
}
