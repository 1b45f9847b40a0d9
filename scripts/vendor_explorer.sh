#!/usr/bin/env bash
# Fetches the graph library of the explorer from the npm registry into static/vendor/.
# Versions are fixed here; change them, run this, and look at the explorer.
set -euo pipefail
cd "$(dirname "$0")/.."
target=src/aigeo/web/static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

take() { # package version file
  local package=$1 version=$2 file=$3
  (cd "$work" && npm pack --silent "$package@$version" >/dev/null)
  mkdir -p "$work/$package"
  tar -xzf "$work/$package-$version.tgz" -C "$work/$package"
  cp "$work/$package/package/$file" "$target/$(basename "$file")"
  cp "$work/$package/package/LICENSE" "$target/$package.LICENSE"
  echo "$package $version $file $(sha256sum "$target/$(basename "$file")" | cut -d' ' -f1)"
}

mkdir -p "$target"
{
  echo "# package, version, file of the package, SHA-256; written by scripts/vendor_explorer.sh"
  take cytoscape 3.35.0 dist/cytoscape.min.js
  take layout-base 2.0.1 layout-base.js
  take cose-base 2.2.0 cose-base.js
  take cytoscape-fcose 2.2.0 cytoscape-fcose.js
} >"$work/VERSIONS"
cp "$work/VERSIONS" "$target/VERSIONS"
