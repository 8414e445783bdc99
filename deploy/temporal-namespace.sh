#!/bin/sh
# Makes the namespace, or sets its retention when it is there.
set -eu
until temporal operator cluster health; do sleep 2; done
temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 3650d \
  || temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention 3650d
