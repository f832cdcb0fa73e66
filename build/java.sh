# Finds a JDK 25 or later, for the scripts that read this in.

# Answers whether $1 is the home of a JDK 25 or later; reads its release file, starts nothing.
is_new_enough() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$version" ] && [ "$version" -ge 25 ]
}

find_java() {
    on_path=$(command -v java) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/java}
    for candidate in "${MAILTAP_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" \
        /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* /opt/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$candidate" ] && is_new_enough "$candidate"; then
            java_home=$candidate
            return 0
        fi
    done
    return 1
}

# Sets java_home, or ends the script $1 with exit code 2.
need_java() {
    if ! find_java; then
        echo "$1: needs a JDK 25 or later, and found none in JAVA_HOME, PATH, /usr/lib/jvm, ~/.sdkman or /opt." >&2
        echo "Install one (Temurin 25, for example), or point MAILTAP_JAVA_HOME at it." >&2
        exit 2
    fi
}
