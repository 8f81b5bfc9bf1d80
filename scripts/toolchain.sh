# What ./run and ./test need of the machine, and the quiet build. To be sourced; expects $root.

JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
JAVAC=${JAVA_HOME:+$JAVA_HOME/bin/}javac

die() {
  echo "tickertalk: $*" >&2
  exit 1
}

require_java() {
  command -v "$JAVA" >/dev/null || die "Java is missing: install a JDK, version 17 or newer."
  local version
  version=$("$JAVA" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || die "Java is too old (${version:-unknown}): install a JDK, version 17 or newer."
}

require_javac() {
  command -v "$JAVAC" >/dev/null || die "javac is missing: install a JDK, version 17 or newer, not only a JRE."
}

require_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    die "Node.js is missing: install version 20 or newer, with npm."
  local version
  version=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  [ "$version" -ge 20 ] || die "Node.js is too old ($version): install version 20 or newer."
}

# The first source file of the product that was changed after $1 was built, if any.
sources_newer_than() {
  find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main \
    "$root"/webroot/{src,public,index.html,package.json,package-lock.json,vite.config.ts} \
    -type f -not -path "$root/benchmark/*" -newer "$1" -print -quit
}

# Builds the jar $1 and shows which module is on; what Maven says goes to a file.
build() {
  local log=$root/target/build.log
  mkdir -p "$root/target"
  echo "Building Tickertalk; the first time takes a few minutes."
  if ! "$root/mvnw" -B -f "$root/pom.xml" -pl launcher -am -DskipTests -Dspotless.check.skip package 2>&1 |
    tee "$log" | sed -un 's/^\[INFO\] Building \([^ ]*\) [^[]*\(\[[0-9/]*\]\)$/  \2 \1/p'; then
    grep -m 20 -E '^\[ERROR\]|error' "$log" >&2 || tail -n 20 "$log" >&2
    die "the build failed; all of it is in $log"
  fi
  touch "$1"
}
