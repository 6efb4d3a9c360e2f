# Completion of sflinq for fish. Put it where fish looks:
#   sflinq completion fish > ~/.config/fish/completions/sflinq.fish
function __sflinq_suggestions
    # The command alone, up to the cursor: others may stand before it, behind a pipe for instance.
    set -l line (commandline -cp | string trim --left)
    sflinq "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c sflinq -a '(__sflinq_suggestions)'
