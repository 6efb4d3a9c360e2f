# Completion of sflinq for bash. Put this into ~/.bashrc:
#   eval "$(sflinq completion bash)"
_sflinq_completion() {
    local IFS=$'\n'
    COMPREPLY=($(sflinq "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
}
complete -o default -F _sflinq_completion sflinq
