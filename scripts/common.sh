# Shared by ./chancery, ./verify and ./bench: finds a JDK, builds when sources changed.
# Needs: root = the folder of the checkout.

say() { printf '%s\n' "$*" >&2; }
die() { say "chancery: $*"; exit 3; }

# Major version of the JDK in a folder, 0 when there is none.
jdk_major() {
  local release="$1/release" version
  [ -x "$1/bin/javac" ] && [ -f "$release" ] || { echo 0; return; }
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  echo "${version:-0}"
}

# Sets JAVA_HOME to a JDK 21 or newer; 25 is preferred, then the newest.
find_jdk() {
  local best="" best_score=0 home major score on_path
  on_path=$(command -v javac || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*; do
    [ -n "$home" ] || continue
    major=$(jdk_major "$home")
    [ "$major" -ge 21 ] || continue
    score=$major
    [ "$major" -eq 25 ] && score=1000
    if [ "$score" -gt "$best_score" ]; then best=$home; best_score=$score; fi
  done
  [ -n "$best" ] || die "needs a JDK 21 or newer (25 preferred): install one, or set JAVA_HOME to it"
  export JAVA_HOME=$best
  JDK_MAJOR=$(jdk_major "$best")
}

need_node() {
  local version
  command -v npm >/dev/null && command -v node >/dev/null || die "needs Node 20 or newer with npm to build its pages: install nodejs and npm"
  version=$(node --version | sed 's/^v\([0-9]*\)\.\([0-9]*\).*/\1 \2/')
  # the bundler takes 20.19, 22.12 and all from 24 on
  # shellcheck disable=SC2086
  set -- $version
  { [ "$1" -eq 20 ] && [ "$2" -ge 19 ]; } || { [ "$1" -eq 22 ] && [ "$2" -ge 12 ]; } || [ "$1" -ge 24 ] ||
    die "needs Node 20.19, 22.12 or 24 and newer to build its pages; this is $(node --version)"
}

# Whether a source is newer than the last build.
sources_changed() {
  [ -f "$root/.build/stamp" ] && [ -d "$root/server/target/lib" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root/core" "$root/ingest" "$root/simulator" "$root/web" "$root/server" \
    \( -name target -o -name node_modules -o -name dist -o -path '*/src/test' -o -path '*/src/generated' -o -path '*/e2e' \) -prune -o \
    -type f -newer "$root/.build/stamp" -print -quit)" ]
}

# Builds what runs. Says each part as it comes.
build() {
  need_node
  local began=$SECONDS log="$root/.build/build.log"
  mkdir -p "$root/.build"
  touch "$root/.build/started"
  say "Building Chancery, once (a few minutes; later starts skip this). Log: .build/build.log"
  if ! (cd "$root" && ./mvnw -B -ntp -DskipTests -Dspotless.skip=true -pl core,ingest,simulator,web,server package 2>&1) </dev/null | tee "$log" |
    awk '/^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ { sub(/^\[INFO\] Building /, ""); print "  " $0; fflush() } /^\[ERROR\]/ && n++ < 20 { print; fflush() } /BUILD SUCCESS/ { ok = 1 } END { exit !ok }' >&2; then
    die "the build failed, see .build/build.log"
  fi
  mv "$root/.build/started" "$root/.build/stamp"
  say "Built in $((SECONDS - began)) s."
}

# Nobody waits for a single answer of a load, and what it seldom runs is not worth a compiler's time on two cores. Nearly all of its memory is
# short-lived: half of the heap is for that.
FOR_LOADS=(-XX:+UseParallelGC -XX:NewRatio=1 -XX:Tier4InvocationThreshold=25000 -XX:Tier4MinInvocationThreshold=3000 -XX:Tier4CompileThreshold=75000)

# Options that the embedded engine needs.
jvm_options() {
  JVM=(
    --add-opens=java.base/java.util=ALL-UNNAMED
    --add-opens=java.base/java.lang=ALL-UNNAMED
    --add-opens=java.base/java.time=ALL-UNNAMED
    -Djava.awt.headless=true
    -Djdk.console=java.base
    -Dfile.encoding=UTF-8
    -Dorg.springframework.boot.logging.LoggingSystem=none
    "-Dchancery.registry=$root/registry"
    "-Dchancery.simulator=$root/simulator/target/classes:$root/server/target/lib/*"
    "-Dchancery.built=$(date -u -r "$root/.build/stamp" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || echo unknown)"
    "-Dchancery.commit=$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)"
  )
  [ "$JDK_MAJOR" -ge 22 ] && JVM+=(--enable-native-access=ALL-UNNAMED)
  [ "$JDK_MAJOR" -ge 23 ] && JVM+=(--sun-misc-unsafe-memory-access=allow)
  return 0
}
