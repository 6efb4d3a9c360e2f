#compdef sflinq
# Completion of sflinq for zsh. Put this into ~/.zshrc, behind compinit:
#   eval "$(sflinq completion zsh)"
_sflinq() {
    local -a suggestions
    suggestions=("${(@f)$(sflinq "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
    if (( ${#suggestions[1]} )); then
        compadd -a suggestions
    else
        _files
    fi
}
compdef _sflinq sflinq
