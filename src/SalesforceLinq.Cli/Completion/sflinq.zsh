#compdef sflinq
# Completion of sflinq for zsh. Put this into ~/.zshrc, behind compinit:
#   eval "$(sflinq completion zsh)"
_sflinq() {
    # The command alone, up to the cursor: others may stand before it, behind a pipe for instance.
    local line="${(j: :)words[1,CURRENT-1]} ${PREFIX}"
    local -a suggestions
    suggestions=("${(@f)$(sflinq "[suggest:${#line}]" "${line}" 2>/dev/null)}")
    if (( ${#suggestions[1]} )); then
        compadd -a suggestions
    else
        _files
    fi
}
compdef _sflinq sflinq
