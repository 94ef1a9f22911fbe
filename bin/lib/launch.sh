# Sourced by the commands in bin/, which set self and home: finds Java, builds what is missing, starts the JVM.
# Environment: DAMOCLES_JAVA or JAVA_HOME (which Java), JAVA_OPTS (added to every JVM's options),
# DAMOCLES_HEAP (heap of a daemon, as for -Xmx), DAMOCLES_NO_BUILD=1 (never build).
# shellcheck shell=bash

: "${self:?the command}" "${home:?the folder above bin/}"
lib=$home/target/lib
[[ -f $home/pom.xml ]] || lib=$home/lib

# The JVM options of each kind of process: the one place to tune them.
# The manager mostly waits for its socket and its disk. With the first compiler alone it serves at full speed a
# second after its start, when the second one would still take a core from it (measured in the README).
manager_options=(-Xmx"${DAMOCLES_HEAP:-256m}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
worker_options=(-Xmx"${DAMOCLES_HEAP:-512m}")
devnet_options=(-Xmx"${DAMOCLES_HEAP:-512m}")
daemon_options=(
  -XX:+ExitOnOutOfMemoryError
  -Dfile.encoding=UTF-8
  -Dvertx.disableFileCPResolving=true
  -Dvertx.jackson.defaultReadMaxStringLength=268435456
)
short_options=(
  -XX:TieredStopAtLevel=1
  -XX:+UseSerialGC
  -XX:-UsePerfData
  -Xshare:auto
)

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

find_java() {
  java=${DAMOCLES_JAVA:-${JAVA_HOME:+$JAVA_HOME/bin/java}}
  [[ -n $java ]] || java=$(type -P java) || fail 'no Java found; install a JDK 17 or set JAVA_HOME'
  [[ -x $java ]] || fail "$java is no program; see DAMOCLES_JAVA and JAVA_HOME"
}

# In a checkout: true if the jar is missing, or older than anything it is made of.
is_stale() {
  [[ -f $home/pom.xml && -z ${DAMOCLES_NO_BUILD:-} ]] || return 1
  [[ -f $lib/damocles.jar ]] || return 0
  [[ -n $(find "$home/pom.xml" "$home/src/main" "$home/conf" "$home/native" \
    -path "$home/native/target" -prune -o -type f -newer "$lib/damocles.jar" -print -quit) ]]
}

# Two commands started at once must not build at once; the second finds everything done.
# A jar counts as built only when all of the build went well (set -e is off within "||", so each step says so).
build() {
  echo 'building (once, some minutes on a fresh machine) ...' >&2
  (
    cd -- "$home" && exec 9>.build.lock && flock 9 || exit 1
    is_stale || exit 0
    rm -rf -- "$lib" && mvn -B -q -DskipTests package >&2 && touch -- "$lib/damocles.jar" && exit 0
    rm -f -- "$lib/damocles.jar"
    exit 1
  ) || fail 'the build failed'
}

prepare() {
  find_java
  ! is_stale || build
  [[ -f $lib/damocles.jar ]] || fail "$lib/damocles.jar is missing"
}

# Under systemd the journal adds the time.
logback() {
  if [[ -n ${JOURNAL_STREAM:-} ]]; then
    echo "$home/conf/logback-journal.xml"
  else
    echo "$home/conf/logback.xml"
  fi
}

# damocles' worker is told its level by RUST_LOG and DAMOCLES_WORKER_LOG, which its children read as well. Of their
# lists ("info,damocles=debug") only a bare level means something here; DAMOCLES_LOG and GOLOG_LOG_LEVEL come first.
take_rust_level() {
  local word words
  [[ -z ${DAMOCLES_LOG:-${GOLOG_LOG_LEVEL:-}} ]] || return 0
  IFS=, read -r -a words <<<"${DAMOCLES_WORKER_LOG:-},${RUST_LOG:-}"
  for word in "${words[@]}"; do
    case ${word,,} in
      trace | debug | info | warn | error | off)
        export DAMOCLES_LOG=$word
        return 0
        ;;
    esac
  done
}

# launch_daemon KIND CLASS ARGS...: a process that stays, with everything on its class path.
launch_daemon() {
  local -a options extra
  case $1 in
    manager) options=("${manager_options[@]}") ;;
    worker)
      options=("${worker_options[@]}")
      take_rust_level
      ;;
    devnet) options=("${devnet_options[@]}") ;;
  esac
  shift
  prepare
  read -r -a extra <<<"${JAVA_OPTS:-}"
  exec "$java" "${options[@]}" "${daemon_options[@]}" \
    "-Dlogback.configurationFile=$(logback)" "-Ddamocles.home=$home" "-Ddamocles.program=$self" \
    "${extra[@]}" -cp "$lib/damocles.jar:$lib/*" "$@"
}

# launch_short CLASS ARGS...: a command that answers and ends; few jars, and an archive of classes.
launch_short() {
  prepare
  local -a extra jars=("$lib"/damocles.jar "$lib"/picocli-*.jar "$lib"/jackson-*.jar
    "$lib"/bcprov-*.jar "$lib"/jspecify-*.jar)
  read -r -a extra <<<"${JAVA_OPTS:-}"
  # Jar by jar: an archive is only good for a class path written out in full.
  local path
  printf -v path '%s:' "${jars[@]}"
  path=${path%:}
  find_archive "$path" "${jars[@]}"
  exec "$java" "${short_options[@]}" "${archive_options[@]}" "${extra[@]}" -cp "$path" "$@"
}

# launch_sending CLASS ARGS...: a short command with everything on its class path; logs warnings only.
launch_sending() {
  prepare
  local -a extra
  read -r -a extra <<<"${JAVA_OPTS:-}"
  export DAMOCLES_LOG=${DAMOCLES_LOG:-${GOLOG_LOG_LEVEL:-warn}}
  exec "$java" "${short_options[@]}" -Dvertx.disableFileCPResolving=true \
    "-Dlogback.configurationFile=$(logback)" "${extra[@]}" -cp "$lib/damocles.jar:$lib/*" "$@"
}

# find_archive PATH JARS...: sets archive_options. The archive is made once for each Java and each
# build of the jars; without one (a read-only folder, say) commands are only slower.
find_archive() {
  local folder=$lib/../cds path=$1 key
  shift
  archive_options=()
  [[ -z ${DAMOCLES_NO_CDS:-} ]] || return 0
  [[ -w ${lib%/*} ]] || folder=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/damocles
  key=$(stat -L -c '%n %Y %s' -- "$java" "$@" 2>/dev/null) || return 0
  if ! is_current "$folder" "$key"; then
    make_archive "$folder" "$key" "$path" >/dev/null 2>&1 || return 0
  fi
  archive_options=("-XX:SharedArchiveFile=$folder/short.jsa")
}

is_current() {
  [[ -f $1/short.jsa && -f $1/short.key && $(<"$1/short.key") == "$2" ]]
}

# A rehearsal tells which classes the commands load; the archive holds them parsed and verified.
# It is kept only if the rehearsal also runs with it.
make_archive() {
  local folder=$1 key=$2 path=$3
  mkdir -p -- "$folder" || return 1
  (
    exec 9>"$folder/lock"
    flock 9
    ! is_current "$folder" "$key" || exit 0
    work=$(mktemp -d -- "$folder/new.XXXXXX")
    trap 'rm -rf -- "$work"' EXIT
    rehearse=("$java" "${short_options[@]}" -cp "$path")
    "${rehearse[@]}" -XX:DumpLoadedClassList="$work/classes" io.damocles.cli.Rehearsal &&
      "${rehearse[@]}" -Xshare:dump -XX:SharedClassListFile="$work/classes" \
        -XX:SharedArchiveFile="$work/jsa" &&
      "${rehearse[@]}" -XX:SharedArchiveFile="$work/jsa" -XX:ErrorFile=/dev/null \
        io.damocles.cli.Rehearsal &&
      printf '%s\n' "$key" >"$work/key" &&
      mv -f -- "$work/jsa" "$folder/short.jsa" &&
      mv -f -- "$work/key" "$folder/short.key"
  )
}
