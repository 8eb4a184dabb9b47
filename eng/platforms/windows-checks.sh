# Checks of the trainer under Wine, for test-windows.sh: each has a name, what is expected and what is found.

# trainer ARGUMENT...: its exit code is in 'code', its output in the files out and err.
trainer() {
    code=0
    timeout 300 "$wine" "$artifacts/trainer/UNetTrainer.exe" "$@" > "$work/out" 2> "$work/err" < /dev/null || code=$?
}

# path NAME: as Windows spells the path of a file in the working folder.
path() { printf 'Z:%s' "${work//\//\\}\\${1//\//\\}"; }

# succeeds NAME: the last call of the trainer had exit code 0.
succeeds() { check "$1" "exit code 0" "exit code $code$([ "$code" -eq 0 ] || { echo; head -c 2000 "$work/err"; })"; }

same() { cmp -s "$1" "$2" && echo same || echo different; }
rows() { tail -n +2 "$work/$1/metrics.csv" | wc -l; }

small=(--device cpu --width 2 --depth 2)
tiny=("${small[@]}" --overlays 0)

trainer train "${tiny[@]}" --epochs 2 --out "$(path resumed)"
succeeds "train: two epochs"
trainer train --resume "$(path resumed)" --epochs 3
succeeds "train --resume: a third epoch"
check "train --resume: three epochs in metrics.csv" 3 "$(rows resumed)"
trainer train "${tiny[@]}" --epochs 3 --out "$(path whole)"
check "train: weights of three epochs at once and of a resumed run" same "$(same "$work/whole/last.weights" "$work/resumed/last.weights")"

trainer compare "${small[@]}" --epochs 1 --seeds 1 --losses dice,focal --out "$(path compared)"
succeeds "compare: two losses"
check "compare: a report" yes "$([ -s "$work/compared/report.html" ] && echo yes || echo no)"

cp "$root/samples/UNetTrainer/data/colin27/colin27_T1w.nii.gz" "$work/head.nii.gz"
trainer predict "$(path whole)" --device cpu --image "$(path head.nii.gz)" --out "$(path predicted)"
succeeds "predict: a volume"
check "predict: a mask in a valid archive" yes "$(gzip -t "$work/predicted/head_pred.nii.gz" 2> /dev/null && echo yes || echo no)"

trainer train --epocs 3
check "typing error: exit code" 2 "$code"
check "typing error: one line that names the option" "1 --epochs" "$(wc -l < "$work/err") $(grep -o -m 1 -e '--epochs' "$work/err")"

trainer losses --describe combo-survey-literal
check "redirected output: the bytes of β are those of UTF-8" ceb2 "$(grep -a 'where eq. 17' "$work/out" | head -c 4 | tail -c 2 | od -A n -t x1 | tr -d ' \n')"
check "redirected output: no byte order mark" comb "$(head -c 4 "$work/out")"

long=$(printf 'folder-of-fifty-characters-%023d' 0)
trainer train "${tiny[@]}" --epochs 1 --out "$(path "$long/$long/$long/$long/$long/$long")"
succeeds "train: a path of more than 260 characters"

# The command processor opens the input of a program for reading, and lets nobody write meanwhile.
: > "$work/reader"
"$wine" cmd /c "echo begun & ping -n 100 127.0.0.1 < $(path whole/checkpoint.bin)" > "$work/reader" 2>&1 < /dev/null &
until grep -q begun "$work/reader" || ! kill -0 "$!" 2> /dev/null; do sleep 0.1; done
sleep 1
trainer train --resume "$(path whole)" --epochs 4
check "a file that another process reads: exit code 2, and the file is named" "2 checkpoint.bin" "$code $(grep -o -m 1 'checkpoint.bin' "$work/err")"
"$wine" taskkill /f /im ping.exe > /dev/null 2>&1 < /dev/null || true
wait
trainer train --resume "$(path whole)" --epochs 4
succeeds "a file that was read: --resume goes on"
